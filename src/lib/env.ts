import { existsSync } from "node:fs";
import type { z } from "zod";
import { schema } from "./env-schema";

export type Env = z.infer<typeof schema>;

/** Renamed variables. Ignoring an old name silently would change how an install behaves. */
const RENAMED = {
  LETTERS_PER_SECOND: "EMAILS_PER_SECOND",
  LETTER_LEASE_SECONDS: "EMAIL_LEASE_SECONDS",
};

let parsed: Env | undefined;

/**
 * Returns the environment, parsed once. Throws one Error that names each wrong variable and its
 * cure, never its value. Called on first use, so that a build needs no secrets.
 */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}

/**
 * Reads .env in the working folder, as `npm start` does, for a process that was started by itself; what is set
 * already wins. One that `npm start` runs already has its environment.
 */
export function readEnvFile(): void {
  if (process.env.UPTOMARK_SUPERVISED === "1" || process.env.UPTOMARK_ENV_FILE === "none") return;
  if (existsSync(".env")) process.loadEnvFile(".env");
}

export function parseEnv(variables: Record<string, string | undefined>): Env {
  const retired = Object.entries(RENAMED).filter(([old]) => variables[old]);
  if (retired.length > 0)
    throw new Error(
      "The environment is not usable:\n  " +
        `${retired.map(([old, now]) => `${old} is called ${now} now: rename it`).join("\n  ")}`,
    );
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    (issue) =>
      `${issue.path.join(".")} ${issue.code === "invalid_type" ? "is missing" : issue.message}`,
  );
  throw new Error(`The environment is not usable:\n  ${lines.join("\n  ")}`);
}

/**
 * Returns how many proxies are in front of the web server. It does not speak TLS itself, so an
 * https address means at least one.
 */
export function trustedProxies({
  TRUSTED_PROXIES,
  APP_URL,
}: Pick<Env, "TRUSTED_PROXIES" | "APP_URL">): number {
  return TRUSTED_PROXIES === undefined
    ? Number(APP_URL.startsWith("https:"))
    : Number(TRUSTED_PROXIES);
}
