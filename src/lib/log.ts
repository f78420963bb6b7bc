import pino from "pino";
import { env } from "./env";

let logger: pino.Logger | undefined;

/**
 * Returns the process's log: JSON lines on standard output. Callers pass ids, never addresses,
 * tokens or texts.
 */
export function log(): pino.Logger {
  return (logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["address", "token", "url", "email", "*.address", "*.token", "*.url", "*.email"],
      censor: "[kept out]",
    },
  }));
}

/**
 * Returns the safe parts of an error, without the query and values that a database error carries.
 */
export function plainError(error: unknown): { name: string; code?: string; at?: string } {
  if (typeof error !== "object" || error === null) return { name: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (!(error instanceof Error))
    return {
      name: "name" in error && typeof error.name === "string" ? error.name : "object",
      code,
    };
  const at = error.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(" < ");
  return { name: error.name, code, at };
}
