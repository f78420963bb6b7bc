import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

// file, what it imports, and words of the refusal
const refused: [string, string, RegExp][] = [
  ["src/features/clients/a.ts", "../surveys/queries", /@\/ across/],
  ["src/features/clients/components/b.tsx", "../actions", /@\/ across/],
  ["src/ui/button.tsx", "@/features/clients/queries", /one way/],
  ["src/ui/list.tsx", "@/db/client", /one way/],
  ["src/ui/list.tsx", "@/store/store", /one way/],
  ["src/store/folder.ts", "@/features/files/rules", /one way/],
  ["src/lib/dates.ts", "@/auth/session", /one way/],
  ["src/lib/tokens.ts", "@/db/client", /one way/],
  ["src/lib/action.ts", "@/features/clients/queries", /one way/],
  ["src/auth/session.ts", "@/features/clients/queries", /one way/],
  ["src/mail/transport.ts", "@/app/page", /one way/],
  ["src/db/client.ts", "@/features/clients/queries", /one way/],
  ["src/document/frame.tsx", "@/features/clients/queries", /one way/],
  ["src/features/clients/actions.ts", "@/app/page", /one way/],
  ["src/features/clients/link/actions.ts", "@/db/client", /touches no table/],
  ["src/features/surveys/rules.ts", "@/db/client", /facts alone/],
  ["src/features/surveys/rules.ts", "zod", /facts alone/],
  ["src/features/surveys/rules.ts", "./queries", /facts alone/],
  ["src/features/surveys/rules.ts", "@/features/clients/rules", /facts alone/],
  ["src/features/surveys/rules.ts", "@/features/emails/commands", /facts alone/],
  ["src/features/emails/delivery/rules.ts", "node:crypto", /facts alone/],
  ["src/features/surveys/schema.ts", "@/lib/dates", /with zod alone/],
  ["src/features/surveys/schema.ts", "./rules", /with zod alone/],
  ["src/features/surveys/queries.ts", "next/headers", /without Next/],
  ["src/features/surveys/queries.ts", "./commands", /changes nothing/],
  ["src/features/surveys/commands.ts", "next/cache", /without Next/],
  ["src/features/surveys/commands.ts", "next", /without Next/],
  ["src/features/surveys/commands.ts", "@/queue/boss", /Emails alone/],
  ["src/features/surveys/commands.ts", "./actions", /who calls it/],
  ["src/features/surveys/emails.tsx", "@/db/client", /reads and writes nothing/],
  ["src/features/surveys/components/form.tsx", "@/db/client", /given what it shows/],
  [
    "src/features/surveys/components/form.tsx",
    "@/features/surveys/commands",
    /given what it shows/,
  ],
  [
    "src/features/surveys/components/deep/form.tsx",
    "@/features/surveys/queries",
    /takes the types/,
  ],
  ["src/features/clients/commands.ts", "@/db/portable/rows", /past the rooms/],
  ["src/workflows/export-studio/archive.ts", "@/db/portable/rows", /past the rooms/],
  ["src/features/surveys/commands.ts", "@/features/follow-ups/commands", /siblings/],
  ["src/features/follow-ups/commands.ts", "@/features/projects/commands", /siblings/],
  ["src/features/clients/commands.ts", "@/features/surveys/commands", /siblings/],
  ["src/features/emails/commands.ts", "@/features/projects/rules", /siblings/],
  ["src/features/calendar/queries.ts", "@/features/deadlines/queries", /siblings/],
  ["src/features/projects/components/page.tsx", "@/features/surveys/rules", /siblings/],
  ["src/features/messages/queries.ts", "@/features/today/queries", /siblings/],
  ["src/features/projects/commands.ts", "@/workflows/reopen-project/commands", /never a room/],
  [
    "src/features/projects/components/form.tsx",
    "@/workflows/reopen-project/commands",
    /calls actions/,
  ],
  ["src/workflows/reopen-project/commands.ts", "@/app/page", /one way/],
  ["src/workflows/reopen-project/commands.ts", "next/cache", /without Next/],
  ["src/workflows/reopen-project/commands.ts", "./actions", /who calls it/],
  ["src/workflows/reopen-project/commands.ts", "@/queue/boss", /Emails alone/],
  ["src/workflows/reopen-project/actions.ts", "@/db/client", /touches no table/],
  ["src/ui/button.tsx", "@/workflows/reopen-project/actions", /one way/],
  ["src/features/clients/commands.ts", "@prisma/client", /src\/db knows Prisma/],
  ["src/app/page.tsx", "@/db/generated/client", /src\/db knows Prisma/],
  ["src/app/page.tsx", "pg", /speak to PostgreSQL/],
  ["src/features/emails/commands.ts", "resend", /mail provider/],
  ["src/queue/boss.ts", "resend", /mail provider/],
  ["src/app/api/webhooks/resend/[[...account]]/route.ts", "standardwebhooks", /mail provider/],
  ["src/features/emails/commands.ts", "pg-boss", /job queue/],
  ["src/worker.ts", "pg-boss", /job queue/],
  ["src/server/drain.ts", "@/features/clients/queries", /one way/],
  ["src/app/page.tsx", "use-intl/core", /knows the translator/],
  ["src/features/surveys/emails.tsx", "use-intl", /knows the translator/],
  ["src/language/locale.ts", "@/mail/layout", /one way/],
  ["src/lib/dates.ts", "@/language/locale", /one way/],
  ["src/features/surveys/rules.ts", "@/language/locale", /facts alone/],
  ["src/app/page.tsx", "next-auth", /knows next-auth/],
  ["src/app/page.tsx", "@auth/prisma-adapter", /knows next-auth/],
  ["src/app/page.tsx", "@/features/clients", /No barrels/],
  ["src/app/page.tsx", "@/features/clients/index", /No barrels/],
];

const allowed: [string, string][] = [
  ["src/features/surveys/schema.ts", "zod"],
  ["src/workflows/import-studio/commands.ts", "@/db/portable/rows"],
  ["src/features/surveys/rules.ts", "./schema"],
  ["src/features/surveys/rules.ts", "@/lib/dates"],
  ["src/features/surveys/rules.ts", "@/lib/errors"],
  ["src/features/surveys/rules.ts", "@/features/emails/rules"],
  ["src/features/surveys/queries.ts", "@/db/client"],
  ["src/features/surveys/commands.ts", "@/features/emails/commands"],
  ["src/features/emails/commands.ts", "@/queue/boss"],
  ["src/features/emails/delivery/commands.ts", "@/features/emails/rules"],
  ["src/features/projects/commands.ts", "@/features/history/commands"],
  ["src/features/today/queries.ts", "@/features/deadlines/risk/queries"],
  ["src/workflows/complete-project/commands.ts", "@/features/follow-ups/commands"],
  ["src/features/projects/components/form.tsx", "@/workflows/reopen-project/actions"],
  ["src/features/follow-ups/rules.ts", "./kinds"],
  ["src/features/surveys/actions.ts", "next/navigation"],
  ["src/features/surveys/actions.ts", "@/lib/action"],
  ["src/features/surveys/components/form.tsx", "@/features/surveys/actions"],
  ["src/lib/action.ts", "@/auth/session"],
  ["src/auth/options.ts", "next-auth/providers/google"],
  ["src/db/client.ts", "@prisma/adapter-pg"],
  ["src/live/listen.ts", "pg"],
  ["src/mail/transport.ts", "resend"],
  ["src/server/drain.ts", "@/live/stream"],
  ["src/mail/webhook.ts", "standardwebhooks"],
  ["src/queue/boss.ts", "pg-boss"],
  ["src/language/locale.ts", "use-intl/core"],
  ["src/features/clients/schema.ts", "@/language/languages"],
  ["src/features/surveys/emails.tsx", "@/language/locale"],
  ["src/features/files/commands.ts", "@/store/store"],
  ["src/app/page.tsx", "@/features/clients/queries"],
];

const pieces: [string, string, RegExp][] = [
  ["src/features/clients/env.ts", "export const url = process.env.DATABASE_URL;", /process\.env/],
  ["src/features/clients/list.ts", 'export * from "./queries";', /barrel/i],
  ["src/features/clients/print.ts", 'console.log("here");', /console/],
  ["src/features/clients/image.tsx", "export const Image = () => <img src='/a.png' />;", /alt/],
  [
    "src/features/surveys/commands.ts",
    "export const mark = (tx) => tx.project.update({ where: {}, data: {} });",
    /project belongs to projects/,
  ],
  [
    "src/features/messages/answers/commands.ts",
    'export const mark = (tx) => tx.$executeRaw`UPDATE "Project" SET "title" = \'\'`;',
    /project belongs to projects/,
  ],
  [
    "src/features/today/commands.ts",
    "export const mark = (tx) => tx.deadline.deleteMany({ where: {} });",
    /deadline belongs to deadlines/,
  ],
  [
    "src/workflows/reopen-project/commands.ts",
    "export const mark = (tx) => tx.project.update({ where: {}, data: {} });",
    /writes no table/,
  ],
  [
    "src/features/messages/held.ts",
    "export const hold = ({ followUp }) => followUp.update({ where: {}, data: {} });",
    /followUp belongs to follow-ups/,
  ],
  [
    "src/features/surveys/answer/commands.ts",
    "export const mark = (tx) => tx.survey.update({ where: {}, data: { project: { update: { title: '' } } } });",
    /project belongs to projects/,
  ],
  [
    "src/features/files/line/commands.ts",
    "export const data = { messages: { create: { text: '' } } };",
    /message belongs to messages/,
  ],
  [
    "src/features/projects/tie/commands.ts",
    "export const tie = (tx) => tx.project.update({ where: {}, data: { messages: { connect: {} } } });",
    /message belongs to messages/,
  ],
  [
    "src/workflows/begin-project/commands.ts",
    "export const begin = (tx) => tx.client.create({ data: { projects: { createMany: {} } } });",
    /writes no table/,
  ],
  ["src/app/(client)/p/clock.ts", "export const now = () => new Date();", /databaseNow/],
];

/** What a room may write and read through relations. */
const allowedPieces: [string, string][] = [
  [
    "src/features/projects/commands.ts",
    "export const add = (tx) => tx.project.create({ data: { extras: { create: {} }, client: { connect: {} } } });",
  ],
  [
    "src/features/projects/queries.ts",
    "export const read = (tx) => tx.project.findMany({ select: { messages: { select: { id: true } } } });",
  ],
];

type Refusal = { filename: string; message: string; help?: string };
let folder: string;
let refusals: Refusal[];
const place = (index: number, file: string) => join(`case-${index}`, file);
const cases = [...refused.map(([file, from]) => [file, from] as const), ...allowed];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-lint-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [index, [file, from]] of cases.entries())
    await write(place(index, file), `import { it } from "${from}";\nexport const same = it;\n`);
  for (const [index, [file, code]] of [...pieces, ...allowedPieces].entries())
    await write(place(cases.length + index, file), `${code}\n`);
  refusals = (
    await Promise.all(
      [...cases, ...pieces, ...allowedPieces].map((_, index) =>
        lint(join(folder, `case-${index}`)),
      ),
    )
  ).flat();
});

afterAll(() => rm(folder, { recursive: true }));

async function write(path: string, text: string) {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** The rules speak of src/…, so each case is a project of its own. */
async function lint(project: string): Promise<Refusal[]> {
  await cp(join(root, "oxlint.config.ts"), join(project, "oxlint.config.ts"));
  await cp(join(root, "scripts/lint"), join(project, "scripts/lint"), { recursive: true });
  const output = await new Promise<string>((done, failed) => {
    execFile(
      join(root, "node_modules/.bin/oxlint"),
      ["--format=json"],
      { cwd: project },
      (error, stdout) => (stdout ? done(stdout) : failed(error)),
    );
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: Refusal[] };
  return diagnostics.map((one) => ({ ...one, filename: join(project, one.filename) }));
}

const wordsFor = (index: number, file: string) =>
  refusals
    .filter(({ filename }) => filename === join(folder, place(index, file)))
    .map(({ message, help }) => `${message} ${help ?? ""}`);

test.each(refused.map((one, index) => [...one, index] as const))(
  "%s may not import %s",
  (file, _from, words, index) => {
    expect(wordsFor(index, file).join("\n")).toMatch(words);
  },
);

test.each(allowed.map((one, index) => [...one, refused.length + index] as const))(
  "%s may import %s",
  (file, _from, index) => {
    expect(wordsFor(index, file)).toEqual([]);
  },
);

test.each(pieces.map((one, index) => [...one, cases.length + index] as const))(
  "%s: %s is refused",
  (file, _code, words, index) => {
    expect(wordsFor(index, file).join("\n")).toMatch(words);
  },
);

test.each(
  allowedPieces.map((one, index) => [...one, cases.length + pieces.length + index] as const),
)("%s: %s is accepted", (file, _code, index) => {
  expect(wordsFor(index, file)).toEqual([]);
});

type House = { ROOM_OF: Record<string, string>; RELATED: Record<string, string | string[]> };
const readHouse = () => import("../../scripts/lint/house.mjs") as Promise<House>;
const startSmall = (name: string) => name[0]!.toLowerCase() + name.slice(1);

async function readSchema() {
  const schema = join(root, "prisma/schema");
  const files = (await readdir(schema)).filter((name) => name !== "auth.prisma");
  const texts = await Promise.all(files.map((name) => readFile(join(schema, name), "utf8")));
  const text = texts.join("\n");
  const models = [...text.matchAll(/^model (\w+)/gm)].map(([, name]) => startSmall(name!));
  const fields = [...text.matchAll(/^  (\w+)\s+([A-Z]\w+)(\[\]|\?)?(?=\s)/gm)];
  const relations = fields
    .map(([, name, type]) => [name!, startSmall(type!)] as const)
    .filter(([, model]) => models.includes(model));
  return { models, relations };
}

test("every table of a studio belongs to a room", async () => {
  const [{ ROOM_OF }, { models }] = [await readHouse(), await readSchema()];
  expect(models.length).toBeGreaterThan(20);
  expect(models.filter((name) => !(name in ROOM_OF))).toEqual([]);
});

test("every relation leads to its table", async () => {
  const [{ RELATED }, { relations }] = [await readHouse(), await readSchema()];
  expect(relations.length).toBeGreaterThan(60);
  const leadsTo = (name: string) => [RELATED[name] ?? name].flat();
  expect(relations.filter(([name, model]) => !leadsTo(name).includes(model))).toEqual([]);
});
