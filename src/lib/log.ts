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
    hooks: {
      logMethod(args, method, level) {
        if (level < WARN || isNew(args, (again) => method.apply(this, again)))
          method.apply(this, args);
      },
    },
    redact: {
      paths: ["address", "token", "url", "email", "*.address", "*.token", "*.url", "*.email"],
      censor: "[kept out]",
    },
  }));
}

const WARN = 40;
const QUIET_MS = 60_000;
const MOST_LINES = 500;
type Line = Parameters<pino.LogFn>;
const repeats = new Map<string, number>();

/**
 * Whether a warning or an error has not been said in the last minute. One that is repeated is counted, and told
 * at the end of that minute with how often: a database that is away says so hundreds of times.
 */
function isNew(line: Line, tell: (line: Line) => void): boolean {
  const key = JSON.stringify(line);
  const count = repeats.get(key);
  if (count !== undefined) repeats.set(key, count + 1);
  if (count !== undefined || repeats.size >= MOST_LINES) return count === undefined;
  repeats.set(key, 0);
  setTimeout(() => {
    const repeated = repeats.get(key)!;
    repeats.delete(key);
    if (repeated === 0) return;
    const [first, message] = line as [object, string] | [string];
    tell(typeof first === "object" ? [{ ...first, repeated }, message] : [{ repeated }, first]);
  }, QUIET_MS).unref();
  return true;
}

/** What PostgreSQL called it, which Prisma keeps below a code of its own. */
function sqlState(error: Error): { sqlState?: string } {
  const { meta } = error as { meta?: { code?: unknown; driverAdapterError?: { cause?: unknown } } };
  const { originalCode } = (meta?.driverAdapterError?.cause ?? {}) as { originalCode?: unknown };
  const state = originalCode ?? meta?.code;
  return typeof state === "string" ? { sqlState: state } : {};
}

/** What an error says of itself, without the query and values that a database error carries. */
export function plainError(error: unknown): {
  name: string;
  code?: string;
  sqlState?: string;
  at?: string;
} {
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
  return { name: error.name, code, ...sqlState(error), at };
}
