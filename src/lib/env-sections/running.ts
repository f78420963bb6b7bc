import { z } from "zod";
import {
  absent,
  optional,
  port,
  secret,
  variable,
  webAddress,
  whichAre,
  type Problems,
  type Section,
} from "@/lib/env-kinds";

// OTEL_… are OpenTelemetry's own names.
const variables = {
  LOG_LEVEL: variable(
    z.preprocess(absent, z.enum(["debug", "info", "warn", "error", "silent"]).default("info")),
    {
      description:
        "How much is logged. Logs hold ids, never addresses, links or the words of an email.",
      example: "info",
    },
  ),
  ALLOW_PRIVATE_HOSTS: variable(optional(z.literal("1", "is 1, or left away")), {
    description:
      "A freelancer may bring a mail server and a mailbox of their own and have webhooks sent, each to public " +
      "addresses alone, and webhooks by https alone. 1 lets all be in a private network or on this machine, and " +
      "webhooks go by http: for an install whose freelancers are all yours, since each of them could then reach what " +
      "this machine reaches.",
    example: "1",
    ifUnset: "public addresses alone",
    values: "1",
  }),
  METRICS_TOKEN: variable(optional(secret), {
    description:
      'What /metrics asks for, as "Authorization: Bearer …". A good one: openssl rand -base64 48. ' +
      "See docs/monitoring.md.",
    example: "",
    ifUnset: "there is no /metrics",
  }),
  METRICS_PORT: variable(z.preprocess(absent, port.optional()), {
    description:
      "A port at which the worker shows figures of its own, on HOST and under the same token.",
    example: "9464",
    ifUnset: "it shows none",
    needs: "METRICS_TOKEN",
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: variable(optional(webAddress), {
    description: "A collector of OpenTelemetry that speaks OTLP over HTTP, for traces and metrics.",
    example: "http://localhost:4318",
    ifUnset: "none are sent",
  }),
  OTEL_EXPORTER_OTLP_HEADERS: variable(
    optional(
      z
        .string()
        .regex(/^[^=,\s]+=[^,]*(,[^=,\s]+=[^,]*)*$/, "is not a list like name=value,name=value"),
    ),
    {
      description: "What it wants to be sent along, as name=value,name=value.",
      example: "",
      values: "name=value,name=value",
      needs: "OTEL_EXPORTER_OTLP_ENDPOINT",
    },
  ),
  OTEL_TRACES_SAMPLER_ARG: variable(
    z.preprocess(absent, z.coerce.number().min(0).max(1).default(1)),
    { description: "The part of requests and jobs that is traced, from 0 to 1.", example: "0.1" },
  ),
};

export const running = { title: "Running it", variables } satisfies Section;

/** What is wrong with them together. */
export function runningProblems(env: {
  METRICS_TOKEN?: string;
  METRICS_PORT?: number;
  PORT: number;
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;
  OTEL_EXPORTER_OTLP_HEADERS?: string;
}): Problems {
  return whichAre([
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
  ]);
}
