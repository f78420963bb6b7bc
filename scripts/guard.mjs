// Runs one program for as long as the one who started us lives. When that one is killed, nobody
// is left to tell the program to end: our stdin closes then, and we end our whole process group.
// Only what Node 20 has: this runs before the install.
import { spawn } from "node:child_process";
import { constants } from "node:os";

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });

// Whoever asks the group to end asks the program; we end after it.
for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, () => undefined);
process.stdin.resume().on("close", () => process.kill(-process.pid, "SIGKILL"));

child.on("error", (error) => {
  process.stderr.write(`${command} could not be started: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, by) => process.exit(code ?? 128 + constants.signals[by]));
