import { z } from "zod";
import { absent, optional, port, secret } from "./env-kinds";

/** By what an operator watches the processes: /metrics, and OpenTelemetry. The names of the last three are its own. */
export const watching = {
  METRICS_TOKEN: optional(secret),
  METRICS_PORT: z.preprocess(absent, port.optional()),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(z.url({ protocol: /^https?$/ })),
  OTEL_EXPORTER_OTLP_HEADERS: optional(
    z
      .string()
      .regex(/^[^=,\s]+=[^,]*(,[^=,\s]+=[^,]*)*$/, "is not a list like name=value,name=value"),
  ),
  OTEL_TRACES_SAMPLER_ARG: z.preprocess(absent, z.coerce.number().min(0).max(1).default(1)),
};

/** What is wrong with them together: each with its variable's name. */
export function watchingProblems(env: {
  METRICS_TOKEN?: string;
  METRICS_PORT?: number;
  PORT: number;
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  OTEL_EXPORTER_OTLP_HEADERS?: string;
}): [name: string, problem: string][] {
  const problems: [boolean, string, string][] = [
    [
      Boolean(env.METRICS_PORT && !env.METRICS_TOKEN),
      "METRICS_PORT",
      "goes together with METRICS_TOKEN, which whoever asks there has to send",
    ],
    [env.METRICS_PORT === env.PORT, "METRICS_PORT", "is PORT, which is the web server's own"],
    [
      Boolean(env.OTEL_EXPORTER_OTLP_HEADERS && !env.OTEL_EXPORTER_OTLP_ENDPOINT),
      "OTEL_EXPORTER_OTLP_HEADERS",
      "goes together with OTEL_EXPORTER_OTLP_ENDPOINT, where they are sent to",
    ],
  ];
  return problems.filter(([is]) => is).map(([, name, problem]) => [name, problem]);
}
