// The corpus of raw emails through the reader: how many lose a word of the reply, how many fold all
// of the quote, and how long one takes; beside it the library alone, without the cases of our own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, say } from "../scripts/step.mjs";

const PARTS = `
  export { readEmail } from "./src/features/inbound/reading/read";
  export { corpus, faultsOf } from "./tests/support/replies";
  export { default as EmailReplyParser } from "email-reply-parser";
`;
const ROUNDS = 5;

export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), "uptomark-replies-"));
  try {
    const { readEmail, corpus, faultsOf, EmailReplyParser } = await bundled(folder);
    const cases = corpus(join(root, "tests/corpus/replies"));
    const ours = [];
    const theirs = [];
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const one of cases) {
        const start = performance.now();
        const email = await readEmail(one.raw);
        // The first round is the one in which the code gets warm.
        if (round > 0) times.push(performance.now() - start);
        if (round > 0) continue;
        ours.push({ name: one.name, ...faultsOf(one, email) });
        const parsed = new EmailReplyParser().read(email.text);
        theirs.push(faultsOf(one, { ...email, reply: parsed.getVisibleText() }));
      }
    for (const { name, lost, extra } of ours)
      if (lost.length + extra.length > 0)
        say(`  ${name}: lost ${lost.join(" ") || "nothing"}, left ${extra.join(" ") || "nothing"}`);
    return figuresOf(ours, theirs, times);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(ours, theirs, times) {
  const losing = (list) => list.filter(({ lost }) => lost.length > 0).length;
  const folding = (list) => list.filter(({ extra }) => extra.length === 0).length;
  const share = (count) => Math.round((1000 * count) / ours.length) / 10;
  const p95 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];
  return [
    { name: "replies by email, in the corpus", value: ours.length, unit: "emails" },
    { name: "of them, those that lose a word of the reply", value: losing(ours), unit: "emails" },
    { name: "those that fold all of the quote", value: share(folding(ours)), unit: "%" },
    { name: "one raw email read and folded, p95", value: Math.round(p95 * 10) / 10, unit: "ms" },
    {
      name: "with email-reply-parser alone, those that lose a word",
      value: losing(theirs),
      unit: "emails",
    },
    {
      name: "with email-reply-parser alone, those that fold all of the quote",
      value: share(folding(theirs)),
      unit: "%",
    },
  ];
}

async function bundled(folder) {
  const { build, stop } = await import("esbuild");
  const outfile = join(folder, "replies.mjs");
  await build({
    stdin: { contents: PARTS, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  await stop();
  return import(pathToFileURL(outfile).href);
}
