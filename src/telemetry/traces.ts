import { AsyncLocalStorage } from "node:async_hooks";
import type { Context, Span } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import { env, trustedProxies } from "@/lib/env";
import type { Attributes, OpenSpan, SpanKind, Telemetry } from "@/lib/telemetry";
import { operationOf, shownSql } from "./sql-text";

/** Spans are sent every five seconds; what a collector that is away does not take of them is dropped. */
const BATCH = { scheduledDelayMillis: 5_000, exportTimeoutMillis: 5_000, maxQueueSize: 2_048 };

export type Traces = Pick<Telemetry, "begin" | "statement"> & { stop: () => Promise<void> };

/**
 * Begins to trace. The provider stays ours and is not the process's global one: Next would find that, and its own
 * spans name the paths, which hold secret tokens.
 */
export async function startTraces(resource: Resource, config: object): Promise<Traces> {
  const [api, core, sdk, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/core"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  const provider = new sdk.TracerProvider({
    resource,
    sampler: new sdk.ParentBasedSampler({
      root: new sdk.TraceIdRatioBasedSampler(env().OTEL_TRACES_SAMPLER_ARG),
    }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({ ...BATCH, exporter: new OTLPTraceExporter(config) }),
    ],
  });
  const tracer = provider.getTracer("uptomark");
  const active = new AsyncLocalStorage<Context>();
  const kinds: Record<SpanKind, number> = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    internal: api.SpanKind.INTERNAL,
  };
  const propagator = new core.W3CTraceContextPropagator();
  // Anybody could send the header; a proxy of ours is asked to pass on its own.
  const callers = trustedProxies(env()) > 0;
  const parentOf = (headers: Record<string, unknown> | undefined) =>
    headers && callers
      ? propagator.extract(api.ROOT_CONTEXT, headers, api.defaultTextMapGetter)
      : (active.getStore() ?? api.ROOT_CONTEXT);
  return {
    begin: (name, kind, attributes, headers) => {
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, parentOf(headers));
      const context = api.trace.setSpan(api.ROOT_CONTEXT, span);
      return {
        ...opened(span, api.SpanStatusCode.ERROR),
        within: (work) => active.run(context, work),
      };
    },
    statement: (sql) => {
      const context = active.getStore();
      if (!context) return null;
      const attributes = { "db.system.name": "postgresql", "db.query.text": shownSql(sql) };
      const name = operationOf(sql);
      const span = tracer.startSpan(name, { kind: kinds.client, attributes }, context);
      return opened(span, api.SpanStatusCode.ERROR).end;
    },
    stop: () => provider.shutdown(),
  };
}

/** Of an error its name and code are told: its message may quote a value. */
function opened(span: Span, failed: number): OpenSpan {
  return {
    set: (attributes: Attributes) => void span.setAttributes(attributes),
    end: (error) => {
      if (error !== undefined && error !== null) {
        const { name, code } = error as { name?: unknown; code?: unknown };
        span.setAttribute("error.type", String(code ?? name ?? "error"));
        span.setStatus({ code: failed });
      }
      span.end();
    },
  };
}
