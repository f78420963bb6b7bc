import { globSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { z } from "zod";

/** Actions that take a text of several lines and are not looked at before it is sent, and why that is right. */
const NOT_SENT: Record<string, string> = {
  "workflows/post-message log": "what was said elsewhere already",
  "workflows/receive-email reply": "what a client answers, in the demo's mailbox",
  "workflows/answer-request noteAnswer": "what a client answered already",
  "workflows/open-case log": "what a client said, for the freelancer alone",
  "workflows/close-case close": "what went wrong, for the freelancer alone",
  "workflows/complete-project complete": "why a remedy was not kept, for the freelancer alone",
  "workflows/answer-sign-off note": "what a client said, for the freelancer alone",
  "features/remedies waive": "why a remedy is not owed, for the freelancer alone",
  "features/business-file save": "what is known of a client, for the freelancer alone",
  "features/ledger enter": "what went wrong, for the freelancer alone",
  "features/ledger note": "what went wrong, for the freelancer alone",
  "features/saved-replies save": "looked at in the message that it is put into",
  "features/saved-replies change": "looked at in the message that it is put into",
};

const src = resolve(import.meta.dirname, "../../src");
const read = (file: string) => readFileSync(resolve(src, file), "utf8");

type TextAction = { name: string; file: string; body: string; texts: string[] };

/** Every action of a form that takes a text of several lines, with those of its fields. */
async function textActions(): Promise<TextAction[]> {
  const files = globSync("{features,workflows}/**/actions.ts", { cwd: src });
  const found = await Promise.all(files.map((file) => inFile(file.replaceAll("\\", "/"))));
  return found.flat().filter(({ texts }) => texts.length > 0);
}

async function inFile(file: string): Promise<TextAction[]> {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const schemas = await schemasOf(source, file);
  return source.statements.filter(ts.isVariableStatement).flatMap((statement) =>
    statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      if (!initializer || !ts.isCallExpression(initializer)) return [];
      if (initializer.expression.getText() !== "freelancerAction") return [];
      const [schema, work] = initializer.arguments;
      const called = /^\w+/.exec(schema!.getText())![0];
      const texts = textsOf(schemas[called]!);
      return [{ name: name.getText(), file, body: work!.getText(), texts }];
    }),
  );
}

/** The schemas that a file imports, by name. */
async function schemasOf(source: ts.SourceFile, file: string): Promise<Record<string, unknown>> {
  const imported = source.statements
    .filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text)
    .filter((path) => path.endsWith("/schema"))
    .map((path) =>
      path.startsWith("@/") ? path.slice(2) : `${dirname(file)}/${path.replace("./", "")}`,
    );
  const modules = await Promise.all(imported.map((path) => import(resolve(src, `${path}.ts`))));
  return Object.assign({}, ...modules);
}

/** The fields that take several lines: that is what a person reads, not a name, a choice or a number. */
function textsOf(schema: unknown): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>)
    .filter(
      ([, field]) =>
        field.safeParse("Two lines,\nof some words.").data === "Two lines,\nof some words.",
    )
    .map(([name]) => name);
}

const key = ({ file, name }: TextAction) => `${dirname(file)} ${name}`;

/** The forms that post to an action, each with the components that it may hand the action on to. */
function formsOf({ file, name }: TextAction): string[] {
  const path = `@/${file.replace(/\.ts$/, "")}`;
  return globSync("**/*.tsx", { cwd: src })
    .map(read)
    .filter((text) => {
      const imported = new RegExp(`import \\{([^}]*)\\} from "${path}"`).exec(text)?.[1];
      return imported?.split(/[\s,]+/).includes(name);
    })
    .map((text) => {
      const parts = [...text.matchAll(/from "@\/(features\/[^"]*\/components\/[^"]+)"/g)];
      return [text, ...parts.map((part) => read(`${part[1]}.tsx`))].join("\n");
    });
}

const isChecked = (form: string, field: string) =>
  new RegExp(`<PreSendCheck[^>]*texts=\\{\\[[^\\]]*\\b${field}\\b`).test(form);

describe("a text that somebody is sent is looked at before", async () => {
  const actions = await textActions();
  const sent = actions.filter((one) => !(key(one) in NOT_SENT));

  test("there are many, and none is named in vain", () => {
    expect(sent.length).toBeGreaterThan(8);
    expect(
      Object.keys(NOT_SENT).filter((name) => !actions.some((one) => key(one) === name)),
    ).toEqual([]);
  });

  test.each(sent.map((one) => [key(one), one] as const))("%s", (_name, one) => {
    expect(one.body).toContain("checkBeforeSending(");
    const forms = formsOf(one);
    expect(forms.length).toBeGreaterThan(0);
    for (const field of one.texts) {
      expect(read(one.file)).toMatch(new RegExp(`\\b${field}\\b`));
      expect(forms.filter((form) => !isChecked(form, field))).toEqual([]);
    }
  });
});

test("the walk sees a form without a check, and a field that it leaves out", () => {
  const form = "<PreSendCheck texts={[fields.reason.name]} readerId={id} />";
  expect(isChecked(form, "reason")).toBe(true);
  expect(isChecked(form, "effect")).toBe(false);
  expect(isChecked("<AreaField />", "reason")).toBe(false);
});
