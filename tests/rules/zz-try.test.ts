import { test } from "vitest";
import { readEmail } from "@/features/inbound/reading/read";
import { corpus, faultsOf } from "@tests/support/replies";
test("t", async () => {
  let bad = 0,
    n = 0;
  for (const one of corpus(process.env.CORPUS ?? "tests/corpus/replies")) {
    n++;
    const r = await readEmail(one.raw);
    const f = faultsOf(one, r);
    if (f.lost.length || f.extra.length || f.gone.length || r.problem) {
      bad++;
      console.log(
        one.name,
        JSON.stringify({ ...f, problem: r.problem }),
        process.env.FULL?.split(",").includes(one.name)
          ? `\n---REPLY\n${r.reply}\n---QUOTED\n${r.quoted}\n---`
          : "",
      );
    }
  }
  console.log(n, "cases,", bad, "bad");
});
