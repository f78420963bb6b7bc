import { randomUUID } from "node:crypto";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { listenBy } from "@/lib/telemetry";
import { within } from "@/lib/within";
import { startMetrics, type Metrics, type Source } from "./metrics";
import { startTraces } from "./traces";

/** How long what was not sent yet may hold up the stop. */
const PATIENCE_MS = 2_000;
/** A collector that is away is one line in this time. */
const QUIET_MS = 60_000;

export type Watch = Pick<Metrics, "page"> & {
  /** Sends what is left to the collector, within two seconds or `ms`, whichever is less. Never throws. */
  stop: (ms?: number) => Promise<void>;
};

let watch: Watch | undefined;

/** What /metrics shows; undefined where nothing is counted. */
export const watched = (): Watch | undefined => watch;

/**
 * Begins to count and to trace, where the environment asks for it: /metrics by METRICS_TOKEN, a collector by
 * OTEL_EXPORTER_OTLP_ENDPOINT. Without either nothing of OpenTelemetry is loaded: every import of it is made here and
 * below, while the process runs (docs/decisions/055).
 */
export async function startTelemetry(role: "web" | "worker", source?: Source): Promise<void> {
  const { METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT } = env();
  if (!METRICS_TOKEN && !OTEL_EXPORTER_OTLP_ENDPOINT) return;
  const { resourceFromAttributes } = await import("@opentelemetry/resources");
  const resource = resourceFromAttributes({
    "service.namespace": "uptomark",
    "service.name": `uptomark-${role}`,
    "service.instance.id": randomUUID(),
  });
  // The address and its headers the exporters read by themselves, under OpenTelemetry's own names.
  const config = OTEL_EXPORTER_OTLP_ENDPOINT ? { timeoutMillis: 4_000 } : undefined;
  if (config) await sayWhatIsNotSent();
  const metrics = await startMetrics(resource, source, config);
  const traces = config && (await startTraces(resource, config));
  listenBy({
    ...metrics,
    begin: traces?.begin ?? (() => NO_SPAN),
    statement: traces?.statement ?? (() => null),
  });
  watch = { page: metrics.page, stop: (ms) => stop([traces, metrics], ms) };
}

const NO_SPAN = { set: () => {}, end: () => {}, within: <T>(work: () => T) => work() };

async function sayWhatIsNotSent(): Promise<void> {
  const { setGlobalErrorHandler } = await import("@opentelemetry/core");
  let saidAt = -Infinity;
  setGlobalErrorHandler((error) => {
    if (performance.now() - saidAt < QUIET_MS) return;
    saidAt = performance.now();
    const { name, code } = plainError(error);
    log().warn({ name, code }, "traces and metrics do not reach OTEL_EXPORTER_OTLP_ENDPOINT");
  });
}

async function stop(
  parts: ({ stop: () => Promise<void> } | undefined)[],
  ms = PATIENCE_MS,
): Promise<void> {
  listenBy(undefined);
  const ends = Promise.allSettled(parts.map((part) => part?.stop()));
  // What did not get there in time is lost, and so is why.
  await within(Math.min(ms, PATIENCE_MS), ends).catch(() => undefined);
}
