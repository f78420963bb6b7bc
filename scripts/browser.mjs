// Finds a Chromium for the browser journeys, or installs one.
import { existsSync } from "node:fs";
import { runTool, step, ToolFailed, toolEnv } from "./step.mjs";
import { apt, onPath } from "./system-tools.mjs";

/**
 * The path of a browser that Playwright can drive. Throws one sentence when there is none and none
 * can be installed.
 */
export async function findBrowser({ signal } = {}) {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given))
    throw new ToolFailed("CHROMIUM_PATH names a file that does not exist.");
  return (
    given || (await findInstalled()) || step("Installing a browser", () => installBrowser(signal))
  );
}

async function findInstalled() {
  const { chromium } = await import("playwright");
  return [
    chromium.executablePath(),
    ...["chromium", "chromium-browser", "google-chrome"].map(onPath),
  ].find((path) => path && existsSync(path));
}

async function installBrowser(signal) {
  const env = toolEnv();
  const tries = [
    ...(onPath("apt-get")
      ? [
          async () => {
            await apt(["update"], signal);
            await apt(["install", "-y", "--no-install-recommends", "chromium"], signal);
          },
        ]
      : []),
    () => runTool("playwright", ["install", "chromium"], { env, signal }),
  ];
  const reasons = [];
  for (const attempt of tries) {
    try {
      await attempt();
      const found = await findInstalled();
      if (found) return found;
    } catch (error) {
      if (!(error instanceof ToolFailed)) throw error;
      reasons.push(error.message.trim().split("\n").at(-1));
    }
  }
  throw new ToolFailed(
    `No browser was found and none could be installed (${reasons.join("; ")}). Install ` +
      "Chromium and set CHROMIUM_PATH to its path.",
  );
}
