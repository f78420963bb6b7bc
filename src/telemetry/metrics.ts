import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Attributes as Labels, Meter } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { poolFigures } from "@/db/client";
import { isListening } from "@/live/listen";
import { env } from "@/lib/env";
import type { Telemetry, Timed } from "@/lib/telemetry";

/** One value of a figure that is looked up when somebody asks: in seconds, bytes, or as many as it says. */
export type Figure = { name: string; value: number; labels?: Labels };
/** What a figure is, by its name: what /metrics says beside it, and its unit in OpenTelemetry's words. */
export type FigureKinds = Record<string, { help: string; unit?: string }>;
/** Figures that are read from the database, by one process for the whole install. */
export type Source = { kinds: FigureKinds; read: () => Promise<Figure[]> };

export type Metrics = Pick<Telemetry, "time" | "countAttempt"> & {
  /** All figures as Prometheus reads them. */
  page: () => Promise<string>;
  stop: () => Promise<void>;
};

const SEND_EVERY_MS = 60_000;
/** Looked at ten times a second: more often would cost more than all else that is counted. */
const LOOP_MS = 100;
/** From a cached page to a large export, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Begins to count: for /metrics, and for the collector where `config` says how one is reached. */
export async function startMetrics(
  resource: Resource,
  source: Source | undefined,
  config: object | undefined,
): Promise<Metrics> {
  const [sdk, prometheus] = await Promise.all([
    import("@opentelemetry/sdk-metrics"),
    env().METRICS_TOKEN ? import("@opentelemetry/exporter-prometheus") : undefined,
  ]);
  const scraped = prometheus && new prometheus.PrometheusExporter({ preventServerStart: true });
  const text = prometheus && new prometheus.PrometheusSerializer("", false, undefined, true, true);
  const pushed = config && (await pushedBy(config, sdk.PeriodicExportingMetricReader));
  const provider = new sdk.MeterProvider({
    resource,
    readers: [scraped, pushed].filter((reader) => reader !== undefined),
  });
  const meter = provider.getMeter("uptomark");
  observeProcess(meter);
  if (source) observe(meter, source.kinds, source.read);
  return {
    ...instruments(meter),
    page: async () => text!.serialize((await scraped!.collect()).resourceMetrics),
    stop: () => provider.shutdown(),
  };
}

async function pushedBy(config: object, Reader: typeof PeriodicExportingMetricReader) {
  const { OTLPMetricExporter } = await import("@opentelemetry/exporter-metrics-otlp-http");
  const exporter = new OTLPMetricExporter(config);
  return new Reader({ exporter, exportIntervalMillis: SEND_EVERY_MS, exportTimeoutMillis: 5_000 });
}

function instruments(meter: Meter): Pick<Telemetry, "time" | "countAttempt"> {
  const timed = (name: Timed, description: string) =>
    meter.createHistogram(name, {
      description,
      unit: "s",
      advice: { explicitBucketBoundaries: BUCKETS },
    });
  const histograms = {
    "http.server.request.duration": timed(
      "http.server.request.duration",
      "From a request to the end of its answer, by route; of a live stream to its beginning",
    ),
    "uptomark.job.duration": timed(
      "uptomark.job.duration",
      "How long this worker's scheduled work took, by queue",
    ),
  };
  const attempts = meter.createCounter("uptomark.email.attempts", {
    description: "Emails that this worker handed over, by what came of it",
  });
  return {
    time: (name, ms, attributes) => histograms[name].record(ms / 1000, attributes),
    countAttempt: (attributes) => attempts.add(1, attributes),
  };
}

const OWN: FigureKinds = {
  "db.client.connection.count": { help: "Connections of this process's pool, in use and idle" },
  "db.client.connection.pending_requests": { help: "Statements that wait for a connection" },
  "uptomark.listen.connected": {
    help: "Whether this process hears of changes: 1, or 0 while it connects again",
  },
  "process.memory.usage": { help: "Memory of this process that is resident", unit: "By" },
  "v8js.memory.heap.used": { help: "Memory that its objects take", unit: "By" },
  "nodejs.eventloop.delay.p99": {
    help: "How late the event loop was since the last look, at the 99th percentile",
    unit: "s",
  },
  "uptomark.process.uptime": { help: "How long this process has run", unit: "s" },
  "uptomark.process.cpu": { help: "Processor time it took since it began", unit: "s" },
};

function observeProcess(meter: Meter): void {
  const delay = monitorEventLoopDelay({ resolution: LOOP_MS });
  delay.enable();
  observe(meter, OWN, async () => {
    const { used, idle, waiting } = poolFigures();
    const listening = isListening();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    // It measures from one look to the next: what is more than the pause between them is the delay.
    const p99 = Math.max(0, delay.percentile(99) / 1e9 - LOOP_MS / 1_000);
    delay.reset();
    return [
      { name: "db.client.connection.count", value: used, labels: { state: "used" } },
      { name: "db.client.connection.count", value: idle, labels: { state: "idle" } },
      { name: "db.client.connection.pending_requests", value: waiting },
      ...(listening === null
        ? []
        : [{ name: "uptomark.listen.connected", value: Number(listening) }]),
      { name: "process.memory.usage", value: rss },
      { name: "v8js.memory.heap.used", value: heapUsed },
      { name: "nodejs.eventloop.delay.p99", value: p99 },
      { name: "uptomark.process.uptime", value: process.uptime() },
      { name: "uptomark.process.cpu", value: (user + system) / 1e6 },
    ];
  });
}

/** Has figures read together, whenever somebody asks for any of them. */
function observe(meter: Meter, kinds: FigureKinds, read: () => Promise<Figure[]>): void {
  const gauges = new Map(
    Object.entries(kinds).map(([name, { help, unit }]) => [
      name,
      meter.createObservableGauge(name, { description: help, unit }),
    ]),
  );
  meter.addBatchObservableCallback(
    async (result) => {
      for (const { name, value, labels } of await read())
        result.observe(gauges.get(name)!, value, labels);
    },
    [...gauges.values()],
  );
}
