// How often the pre-send check is right, over the labelled texts of tests/corpus/pre-send.
import { join } from "node:path";
import { build } from "esbuild";
import { root, say } from "../scripts/step.mjs";

/** Returns the precision and the recall of each check, over all labelled texts. */
export async function measure() {
  const { corpus, score, precision, recall, HELD_OUT } = await load();
  const texts = corpus();
  const plain = texts.filter(({ finds }) => finds.length === 0).length;
  say(`The pre-send check: ${texts.length} labelled texts, ${plain} of them with nothing to find`);
  const { scores } = await score(texts);
  const heldOut = await score(corpus(HELD_OUT));
  return scores.flatMap((one, index) => {
    const { check, right, wrong, missed } = one;
    const apart = heldOut.scores[index];
    const name = `pre-send check, ${check}`;
    say(
      `  ${check}: ${right} right, ${wrong} wrong, ${missed} missed; ` +
        `of the texts that no rule was fitted to ${apart.right}, ${apart.wrong} and ${apart.missed}`,
    );
    return [
      { name: `${name}, precision`, value: Number(precision(one).toFixed(2)), unit: "of 1" },
      { name: `${name}, recall`, value: Number(recall(one).toFixed(2)), unit: "of 1" },
    ];
  });
}

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
    logLevel: "error",
  });
  return import(outfile);
}
