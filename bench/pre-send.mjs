// How often the pre-send check is right, over the labelled texts of tests/corpus/pre-send.
import { join } from "node:path";
import { build } from "esbuild";
import { root, say } from "../scripts/step.mjs";

const PARTS = [
  ["all texts", () => true],
  ["the third that is held back", ({ isBlind }) => isBlind],
];

/** Returns the precision and the recall of each check. */
export async function measure() {
  const { corpus, score, precision, recall } = await load();
  const figures = [];
  for (const [name, isIn] of PARTS) {
    const texts = corpus().filter(isIn);
    const { scores } = await score(texts);
    say(
      `pre-send check, ${name}: ${texts.length} texts, ${texts.filter(isPlain).length} of them with nothing to find`,
    );
    for (const one of scores)
      for (const [what, of] of [
        ["precision", precision],
        ["recall", recall],
      ])
        figures.push({
          name: `pre-send check, ${one.check}, ${what}, ${name}`,
          value: Number(of(one).toFixed(3)),
          unit: `of 1 (${one.right} right, ${one.wrong} wrong, ${one.missed} missed)`,
        });
  }
  return figures;
}

const isPlain = ({ finds }) => finds.length === 0;

/** The rules are TypeScript: they are made into one file first, as the product's are. */
async function load() {
  const outfile = join(root, "node_modules/.cache/pre-send.mjs");
  await build({
    entryPoints: [join(root, "tests/support/pre-send.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@": join(root, "src") },
    external: ["temporal-polyfill"],
    logLevel: "error",
  });
  return import(`${outfile}?${process.pid}`);
}
