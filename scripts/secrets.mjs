import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refused } from "./settings.mjs";

/**
 * The embedded studio's secret: made once, stored beside the database, readable only by its owner.
 */
export function keptSecret(dataDir) {
  const file = join(dataDir, "secrets.json");
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(
      draft,
      `${JSON.stringify({ APP_SECRET: randomBytes(32).toString("base64url") })}\n`,
      { mode: 0o600 },
    );
    renameSync(draft, file);
  }
  const secret = readSecret(file);
  if (typeof secret !== "string" || secret.length < 32)
    throw new Refused(
      `${file} holds no usable APP_SECRET. Set APP_SECRET, or delete that file and sign in again.`,
    );
  return secret;
}

/** Returns the kept secret, or undefined where none has been made yet. */
export function findKeptSecret(dataDir) {
  return existsSync(join(dataDir, "secrets.json")) ? keptSecret(dataDir) : undefined;
}

function readSecret(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).APP_SECRET;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
