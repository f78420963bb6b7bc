// npm run check: what can be known in seconds, without a database.
import { build } from "./build.mjs";
import { installPackages } from "./install.mjs";
import { format, lint, phase, sum, types, vitest, words } from "./phases.mjs";
import { ToolFailed } from "./step.mjs";
import { Stopped, stopSignal } from "./stopping.mjs";

const signal = stopSignal();
try {
  await installPackages({ signal });
  await build({ signal, only: ["client", "assets"] });
  process.exitCode = sum([
    await phase("lint", () => lint(signal)),
    await phase("format", () => format(signal)),
    await phase("words", words),
    await phase("types", () => types(signal)),
    await phase("rules", () => vitest(["--project", "rules"], { signal })),
  ]);
} catch (error) {
  const isPlain = error instanceof ToolFailed || error instanceof Stopped;
  process.stderr.write(`${isPlain ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
