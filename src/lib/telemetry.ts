// What the processes say of themselves while they work. Nothing of OpenTelemetry is imported here: where nobody
// watches, each of these is a look at one global and no more. src/telemetry puts in who listens.

/** Ids, kinds and numbers alone: no path, address, token or text. */
export type Attributes = Record<string, string | number>;
/** Ends what was begun, with why where it failed. */
export type Ended = (error?: unknown) => void;
export type SpanKind = "server" | "client" | "internal";
export type OpenSpan = { set: (attributes: Attributes) => void; end: Ended };
export type Timed = "http.server.request.duration" | "uptomark.job.duration";

export interface Telemetry {
  /** Begins a span under whichever one is being worked in, or under its caller's by their headers. */
  begin: (
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    headers?: Record<string, unknown>,
  ) => OpenSpan & { within: <T>(work: () => T) => T };
  /** Begins a statement's span. Null where no span is being worked in: what is asked by the clock is no part of any. */
  statement: (sql: string) => Ended | null;
  time: (name: Timed, ms: number, attributes: Attributes) => void;
  countAttempt: (attributes: Attributes) => void;
}

// The web process holds two copies of this module.
const cached = globalThis as unknown as { uptomarkTelemetry?: Telemetry };

/** Who listens; undefined where nobody does. */
export function telemetry(): Telemetry | undefined {
  return cached.uptomarkTelemetry;
}

export function listenBy(listener: Telemetry | undefined): void {
  cached.uptomarkTelemetry = listener;
}

/** Does `work` within a span, which it may say more about. */
export async function traced<T>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  work: (say: OpenSpan["set"]) => Promise<T>,
): Promise<T> {
  const span = cached.uptomarkTelemetry?.begin(name, kind, attributes);
  if (!span) return work(() => {});
  try {
    const done = await span.within(() => work(span.set));
    span.end();
    return done;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** Says that a statement is asked; null where nobody listens. `query` is whatever the driver was given. */
export function observeStatement(query: unknown): Ended | null {
  const listener = cached.uptomarkTelemetry;
  if (!listener) return null;
  const sql = typeof query === "string" ? query : (query as { text?: unknown } | null)?.text;
  return typeof sql === "string" ? listener.statement(sql) : null;
}
