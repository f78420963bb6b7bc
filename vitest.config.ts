import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@tests": fileURLToPath(new URL("./tests", import.meta.url)),
  "@": fileURLToPath(new URL("./src", import.meta.url)),
};
const setupFiles = ["tests/support/no-console-error.ts"];

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "rules",
          include: ["tests/rules/**/*.test.ts"],
          setupFiles,
          // Some read the whole of the source, beside a machine that is busy with the tests of starting.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          setupFiles: [...setupFiles, "tests/support/database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "start",
          include: ["tests/start/**/*.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
