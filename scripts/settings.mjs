// What the environment asks for, and refusals that name a variable but never its value. Only uses
// what Node 20 has: this runs before the install.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { databaseAddressProblem } from "../src/lib/database-address.mjs";
import { root } from "./step.mjs";

export class Refused extends Error {}

/**
 * Reads .env (variables already set win) and the environment. Throws `Refused` when something is
 * wrong.
 */
export function readSettings(needs) {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return checkSettings(process.env, needs);
}

export function checkSettings(env, { secret: needsSecret = true } = {}) {
  const given = (name) => env[name]?.trim() || undefined;
  const settings = {
    databaseUrl: given("DATABASE_URL"),
    directUrl: given("DIRECT_DATABASE_URL"),
    appUrl: given("APP_URL")?.replace(/\/+$/, ""),
    secret: given("APP_SECRET"),
    port: Number(given("PORT") ?? 3000),
    host: given("HOST") ?? "127.0.0.1",
    dataDir: resolve(root, given("DATA_DIR") ?? ".data"),
    sendsEmails: Boolean(given("RESEND_API_KEY") || given("SMTP_HOST")),
    hasOAuth: ["GOOGLE", "GITHUB", "OIDC"].some((name) => given(`${name}_CLIENT_ID`)),
  };
  for (const check of needsSecret ? [...checks, missingSecret] : checks) {
    const problem = check(settings);
    if (problem) throw new Refused(problem);
  }
  return settings;
}

const GOOD_SECRET = "A good one: openssl rand -base64 48";

/** Each returns what is wrong, if it is; the first of them is said. One may rely on those before it. */
const checks = [
  function database({ databaseUrl }) {
    const problem = databaseUrl && databaseAddressProblem(databaseUrl);
    return problem && `DATABASE_URL ${problem}`;
  },
  function directDatabase({ databaseUrl, directUrl }) {
    if (!directUrl) return undefined;
    if (!databaseUrl)
      return "DIRECT_DATABASE_URL goes together with DATABASE_URL, the address of the pooler.";
    const problem = databaseAddressProblem(directUrl);
    return problem && `DIRECT_DATABASE_URL ${problem}`;
  },
  function webAddress({ appUrl }) {
    if (!appUrl) return undefined;
    if (!isWebAddress(appUrl))
      return "APP_URL is not a web address. It looks like https://portal.example.com.";
    const { href, origin } = new URL(appUrl);
    return href === `${origin}/`
      ? undefined
      : "APP_URL must be a web address alone, like https://portal.example.com: no path, query or user.";
  },
  function portNumber({ port }) {
    return Number.isInteger(port) && port >= 1 && port <= 65535
      ? undefined
      : "PORT is not a number from 1 to 65535.";
  },
  function strongSecret({ secret }) {
    if (!secret) return undefined;
    if (secret.length < 32)
      return `APP_SECRET is too short: it needs at least 32 characters. ${GOOD_SECRET}`;
    return new Set(secret).size < 8 || /^(.{1,16})\1+$/s.test(secret)
      ? `APP_SECRET is too easy to guess: it repeats itself. ${GOOD_SECRET}`
      : undefined;
  },
];

function missingSecret({ secret, databaseUrl, appUrl }) {
  const isPublic = appUrl && !isLoopback(new URL(appUrl).hostname);
  if (secret || !(databaseUrl || isPublic)) return undefined;
  const cause = databaseUrl ? "DATABASE_URL" : "a public APP_URL";
  return `APP_SECRET is missing: it is needed as soon as ${cause} is set. ${GOOD_SECRET}`;
}

function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export function isLoopback(host) {
  return (
    host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host)
  );
}
