import pino from "pino";
import { env } from "./env";

let logger: pino.Logger | undefined;

/** The process's log: JSON lines on standard output. Callers pass ids, never addresses, tokens or bodies. */
export function log(): pino.Logger {
  return (logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["address", "token", "url", "email", "*.address", "*.token", "*.url", "*.email"],
      censor: "[kept out]",
    },
    hooks: { logMethod: sayOnceAMinute() },
  }));
}

const REPEATS_MS = 60_000;

/**
 * Lets a warning or error through once, then says once a minute how often it came again. Without it a
 * database that is away writes hundreds of equal lines. What has an id is always said: a person was
 * told to look for it.
 */
export function sayOnceAMinute(): NonNullable<pino.LoggerOptions["hooks"]>["logMethod"] {
  const repeats = new Map<string, number>();
  return function (args, method, level) {
    const [first, second] = args as unknown as [unknown, string | undefined];
    const facts = typeof first === "object" && first ? first : {};
    const message = typeof first === "string" ? first : second;
    if (level < 40 || "id" in facts) return method.apply(this, args);
    // Where in the program it happened makes it no other fact.
    const key = `${message} ${JSON.stringify({ ...facts, at: undefined })}`;
    const before = repeats.get(key);
    repeats.set(key, before === undefined ? 0 : before + 1);
    if (before !== undefined) return;
    method.apply(this, args);
    const timer = setInterval(() => {
      const times = repeats.get(key) ?? 0;
      if (times === 0) {
        clearInterval(timer);
        repeats.delete(key);
        return;
      }
      repeats.set(key, 0);
      method.apply(this, [{ ...facts, times }, message] as never);
    }, REPEATS_MS).unref();
  };
}

/** What an error says of itself, without the query and values that a database error carries. */
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
