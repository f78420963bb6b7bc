import { db } from "@/db/client";
import { readClock } from "@/db/clock";
import { countErasures } from "@/features/erasures/queries";
import { closeQueue } from "@/queue/boss";
import { replayErasures } from "@/workflows/erase-client/replay/commands";

/**
 * The operator's view of erasures. `npm run erasures` shows how many there are, and `-- replay` erases again
 * what the list beside the files has and a restored database does not know of. The worker does so too,
 * whenever it starts.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

const commands: Record<string, () => Promise<void>> = {
  async state() {
    const { finished, unfinished, objects } = await countErasures();
    say(`${String(finished).padStart(8)} finished`);
    say(`${String(unfinished).padStart(8)} begun and not finished`);
    say(`${String(objects).padStart(8)} objects that still have to go from the file store`);
  },
  async replay() {
    const unfinished = await replayErasures();
    if (unfinished === 0) say("Everything that was erased is erased here too.");
    else {
      process.stderr.write(`Not finished: ${unfinished}. The log says why; run it again.\n`);
      process.exitCode = 1;
    }
  },
};

const command = commands[process.argv[2] ?? "state"];
if (!command) {
  process.stderr.write("Unknown command. Use npm run erasures, or add: -- replay\n");
  process.exitCode = 1;
} else {
  try {
    await readClock();
    await command();
  } finally {
    await closeQueue();
    await db().$disconnect();
  }
}
