// node scripts/configuration.mjs: writes docs/configuration.md and .env.example from the schema of the environment, and
// from what is said there of each variable. tests/rules/configuration.test.ts fails where they differ from it.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { bundleOptions } from "./build.mjs";
import { isMain, root } from "./step.mjs";

const WIDTH = 110;
const RULE = 86;

const EXAMPLE_HEAD = [
  "# Uptomark reads this file as .env, beside package.json. Variables set in the environment win over it.",
  "# The demo needs none of it: just run `npm start`. The same as tables: docs/configuration.md.",
  "",
].join("\n");

const REFERENCE_HEAD = [
  "# Configuration",
  "",
  "Everything is set by variables of the environment. `npm start`, the worker and the commands also read them " +
    "from a file `.env` beside `package.json`; what is set in the environment wins. " +
    "[.env.example](../.env.example) has all of them, to copy. The demo needs none.",
  "",
  "A variable that is set and empty counts as not set. One that cannot be used stops the start, with its name " +
    "and what to do, and never with its value. Web and worker need the same ones.",
  "",
].join("\n");

/** What the schema itself says of a variable: its default and what it may be. */
function factsOf(schema) {
  const json = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" });
  return { ...schema.meta(), preset: json.default, may: limitsOf(json) };
}

function limitsOf({ enum: choices, type, minimum, maximum, minLength, maxLength, format }) {
  if (choices) return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
  if (type === "integer" || type === "number")
    return `a ${type === "integer" ? "whole " : ""}number from ${minimum} to ${maximum}`;
  if (format === "uri") return "a web address";
  if (format === "email") return "an email address";
  if (minLength >= 32) return `at least ${minLength} characters that do not repeat themselves`;
  return maxLength ? `a text of at most ${maxLength} characters` : "a text";
}

const sentence = (text) => (/[.:…)]$/.test(text) ? text : `${text}.`);
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** What .env.example says over a variable. */
function commentOf({ group, grouped, description, needs, ifUnset, preset, may }) {
  if (grouped) return "";
  if (group) return group;
  const limits = / or /.test(may)
    ? `One of ${may}.`
    : may.startsWith("at least") && `${capital(may)}.`;
  const beside = needs && !description.includes(needs) && `Needs ${needs}.`;
  const unset = ifUnset ? `If not set: ${ifUnset}` : preset !== undefined && `Default: ${preset}`;
  return [description, limits, beside, unset && sentence(unset)].filter(Boolean).join(" ");
}

function wrapped(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (`${lines.at(-1)} ${word}`.length > WIDTH) lines.push("");
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines.map((line) => `#${line}\n`).join("");
}

/** The text of .env.example. */
export function exampleOf(sections) {
  return sections.reduce((text, { title, intro, variables }) => {
    const entries = Object.entries(variables).map(([name, schema], n) => {
      const facts = factsOf(schema);
      const comment = commentOf(facts);
      const gap = n > 0 && !facts.grouped ? "\n" : "";
      return `${gap}${comment ? wrapped(comment) : ""}#${name}=${facts.example ?? ""}\n`;
    });
    const rule = "-".repeat(RULE - 7 - title.length);
    const before = intro ? `${wrapped(intro)}\n` : "";
    return `${text}\n# --- ${title} ${rule}\n\n${before}${entries.join("")}`;
  }, EXAMPLE_HEAD);
}

/** A text for a page under docs: files as links, variables as code. */
const linked = (text) =>
  text
    .replace(/docs\/([\w-]+\.md)/g, "[$1]($1)")
    .replace(/\bREADME\.md/g, "[README.md](../README.md)")
    .replace(/(?<![\w/:])(?:[A-Z][A-Z0-9]*_[A-Z0-9_]+|PORT|HOST)(?:\/[\w./-]*\w)?/g, "`$&`")
    .replaceAll("|", "\\|");

/** The text of docs/configuration.md. */
export function referenceOf(sections) {
  return sections.reduce((text, { title, intro, variables }) => {
    const rows = Object.entries(variables).map(([name, schema]) => {
      const { description, values, may, ifUnset, preset, needs } = factsOf(schema);
      const unset = ifUnset ?? (preset === undefined ? "" : `\`${preset}\``);
      const cells = [description, values ?? may, unset, needs ?? ""].map((cell, n) =>
        n === 2 && !ifUnset ? cell : linked(cell),
      );
      return `| \`${name}\` | ${cells.join(" | ")} |\n`;
    });
    const before = intro ? `${linked(intro)}\n\n` : "";
    const head =
      "| variable | what it is for | may be | if not set | needs |\n|---|---|---|---|---|\n";
    return `${text}\n## ${title}\n\n${before}${head}${rows.join("")}`;
  }, REFERENCE_HEAD);
}

/** Reads the sections from the source, which Node cannot run by itself. */
async function readSections() {
  const { build, stop } = await import("esbuild");
  const out = join(root, "dist/env-schema.mjs");
  const { entryPoints: _entries, outdir: _outdir, ...options } = bundleOptions();
  await build({
    ...options,
    entryPoints: ["src/lib/env-schema.ts"],
    outfile: out,
    sourcemap: false,
  });
  await stop();
  const { sections } = await import(pathToFileURL(out).href);
  rmSync(out);
  return sections;
}

if (isMain(import.meta.url)) {
  const sections = await readSections();
  writeFileSync(join(root, ".env.example"), exampleOf(sections));
  writeFileSync(join(root, "docs/configuration.md"), referenceOf(sections));
}
