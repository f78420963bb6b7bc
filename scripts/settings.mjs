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
  const databaseUrl = given("DATABASE_URL");
  const appUrl = given("APP_URL")?.replace(/\/+$/, "");
  const secret = given("APP_SECRET");
  const port = Number(given("PORT") ?? 3000);

  const problem = databaseUrl && databaseAddressProblem(databaseUrl);
  if (problem) throw new Refused(`DATABASE_URL ${problem}`);
  if (appUrl && !isWebAddress(appUrl))
    throw new Refused("APP_URL is not a web address. It looks like https://portal.example.com.");
  if (appUrl && new URL(appUrl).href !== `${new URL(appUrl).origin}/`)
    throw new Refused(
      "APP_URL must be a web address alone, like https://portal.example.com: no path, query or user.",
    );
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Refused("PORT is not a number from 1 to 65535.");
  if (secret && secret.length < 32)
    throw new Refused(
      "APP_SECRET is too short: it needs at least 32 characters. A good one: openssl rand -base64 48",
    );
  if (secret && (new Set(secret).size < 10 || /^(.{1,16})\1+$/s.test(secret)))
    throw new Refused(
      "APP_SECRET is too easy to guess: it repeats itself. A good one: openssl rand -base64 48",
    );
  if (
    needsSecret &&
    !secret &&
    (databaseUrl || (appUrl && !isLoopback(new URL(appUrl).hostname)))
  ) {
    throw new Refused(
      `APP_SECRET is missing: it is needed as soon as ${databaseUrl ? "DATABASE_URL" : "a public APP_URL"} is set. A good one: openssl rand -base64 48`,
    );
  }
  return {
    databaseUrl,
    appUrl,
    secret,
    port,
    host: given("HOST") ?? "127.0.0.1",
    dataDir: resolve(root, given("DATA_DIR") ?? ".data"),
    sendsEmails: Boolean(given("RESEND_API_KEY")),
    hasOAuth: Boolean(given("GOOGLE_CLIENT_ID") || given("GITHUB_CLIENT_ID")),
  };
}

function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export function isLoopback(host) {
  return (
    host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host)
  );
}
