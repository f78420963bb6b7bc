import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number };
type Attribute = { key: string; value: Value };
export type SpanGot = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Attribute[];
};
type Resource = { attributes: Attribute[] };
type Traces = { resourceSpans: { resource: Resource; scopeSpans: { spans: SpanGot[] }[] }[] };

/**
 * A stand-in for a collector of OpenTelemetry: takes what is posted to /v1/traces and /v1/metrics as OTLP's JSON. A
 * silent one takes connections and never answers.
 */
export async function startCollector({ silent = false } = {}) {
  const bodies: { path: string; text: string; headers: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      bodies.push({ path: request.url ?? "", text, headers: request.headers });
      if (!silent) response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Everything that came, as it came. */
    bodies,
    /** The spans of one process, "web" or "worker", or of both. */
    spans: (role = ""): SpanGot[] =>
      bodies
        .filter(({ path }) => path === "/v1/traces")
        .flatMap(({ text }) => (JSON.parse(text) as Traces).resourceSpans)
        .filter(({ resource }) => attributeOf(resource, "service.name")?.endsWith(role))
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    /** How many lots of spans a process has sent. */
    sent: (role: string) =>
      bodies.filter(({ path, text }) => path === "/v1/traces" && text.includes(`-${role}"`)).length,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What a span or a resource says under a name. */
export function attributeOf(of: { attributes: Attribute[] }, key: string): string | undefined {
  const value = of.attributes.find((one) => one.key === key)?.value;
  const said = value?.stringValue ?? value?.intValue ?? value?.doubleValue;
  return said === undefined ? undefined : String(said);
}
