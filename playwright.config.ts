import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests/e2e",
  // Every test file has a web server, a worker and a database of its own. Journeys mostly wait, so two cores
  // carry two of them; a third makes what is timed unsteady on a busy machine.
  workers: 2,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
      ],
    },
    locale: "en-GB",
    timezoneId: "Europe/Copenhagen",
    // Recording takes a fifth of a journey's processor time: ask for it where one fails.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
  },
});
