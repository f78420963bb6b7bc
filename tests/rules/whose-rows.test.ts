import { relative, resolve } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { ROOM_OF } from "../../scripts/lint/house.mjs";

/**
 * What reads or changes rows without saying whose they are, by folder, file or function, and why that is right.
 * Nothing of it is asked for by a person about a studio's rows.
 */
const EVERYBODYS: Record<string, string> = {
  "auth/address-change findAddressLink": "whose it is, the link's secret says",
  "auth/sweep sweepExpired": "clears away what has run out",
  "auth/demo findDemoFreelancer": "the demo studio, by its own mark",
  "cases/apology/commands listSentApologies": "the worker finishes everybody's apologies",
  "clients/zones/queries readZones": "names of zones, whoever is in them",
  "deadlines/risk/queries listPassed": "the worker goes through every studio",
  "emails/accounts/queries findMailSettings": "the install's account, beside the studio's own",
  "emails/accounts/queries isInstallRefused": "the install's account",
  "emails/accounts/queries keyOf": "whose account it is, the signature has proven",
  "emails/accounts/queries listWebhookSecrets": "whose account it is, the signature proves",
  "emails/delivery": "the worker sends everybody's emails",
  "emails/erased/commands refuseByReply": "whose an email is, by the hash of its secret address",
  "emails/outbox": "the whole install's, for its operator, or one studio's",
  "backups/queries readBackups": "when the whole install was backed up",
  "emails/quarantine": "the whole install's outbox",
  "erasures/commands listUnfinished": "the worker finishes everybody's erasures",
  "erasures/queries countErasures": "of the whole install, for its operator",
  "files/deletions": "objects that nobody has any more",
  "files/previews/commands drawPreviews": "the worker goes through everybody's pictures",
  "files/commands sweepFiles": "clears away what nobody sees",
  "follow-ups/commands holdFollowUps": "the whole install's outbox",
  "follow-ups/queries listPeople": "of follow-ups that its caller has found",
  "follow-ups/queries listPlanned": "its caller says which",
  "inbound/erasure/commands eraseArrivals": "of announcements nobody knows yet whose they are",
  "inbound/erasure/commands eraseStudioInbound": "the studio's own account, whose id is known",
  "inbound/mailboxes": "the workers read the install's mailbox and everybody's own",
  "inbound/arrivals": "the provider's announcements, of which nobody knows yet whose they are",
  "inbound/commands sweepIgnored": "clears away what nobody sees",
  "inbound/routing/queries findByAddress": "whose an email is, by its secret address",
  "inbound/routing/queries findOwnThread": "whose an email is, by its secret address",
  "inbound/routing/queries findStudios": "whose an email is, by the address that it came by",
  "messages/held/commands listDue": "the worker posts everybody's held messages",
  "own-it/queries listSentNotices": "the worker finishes everybody's emails about failures",
  "pledges/commands noteMissedPledges": "the worker goes through every studio",
  "projects/progress-updates/commands listContactsToTell": "the worker tells everybody's contacts",
  "studio/due/commands listDue": "the worker goes through the studios that are due",
  "studio/look/queries findLogo": "public: by the address that is in emails",
  "subcontractors/questions/queries listDueQuestions": "the worker asks everybody's subcontractors",
  "subcontractors/uploads/commands sweepAssignmentFiles": "clears away what nobody sees",
  "surveys/commands forgetSurveyLinks": "clears away what has run out",
  "webhooks/delivery": "the worker sends what everybody's programs hear",
  "workflows/erase-client/replay/commands replayErasures": "of the whole install",
  "workflows/erase-studio/commands eraseDueStudios": "the worker erases every studio that is due",
  "workflows/settle-figures/commands listChanged": "the worker counts for every studio",
  "workflows/complete-project/waiting/commands completeDue":
    "the worker completes for every studio",
  "workflows/ask-client/commands findDue": "the worker asks everybody's clients",
};

const root = resolve(import.meta.dirname, "../..");
const LEAKY = resolve(root, "src/features/projects/leaky/queries.ts");
const STEPS = resolve(root, "src/features/projects/leaky/commands.ts");
const OPERATION =
  /^(find(Many|First|Unique)(OrThrow)?|count|aggregate|groupBy|update(Many|ManyAndReturn)?|upsert|delete(Many)?)$/;
const RAW = /^\$(queryRaw|executeRaw)$/;
/** Columns whose value is in one studio's rows alone: ids of rows, and what is derived from a secret or an id. */
const KEY = /^(id|\w+Id|\w+Hash|dedupeKey|formKey)$/;
const SECRET = /^\w+Hash$/;

let checker: ts.TypeChecker;
/** The functions with such a statement: the product's, and those of two files of leaks. */
let ofProduct: string[];
let ofLeaky: string[];
let ofSteps: string[];

beforeAll(() => {
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => name in made || fileExists(name);
  host.readFile = (name) => made[name] ?? readFile(name);
  const own = fileNames.filter(
    (name) => name.startsWith(resolve(root, "src/")) && !/\/src\/(db|commands)\//.test(name),
  );
  const program = ts.createProgram([...own, LEAKY, STEPS], options, host);
  checker = program.getTypeChecker();
  const among = (files: string[]) =>
    [...new Set(files.flatMap((file) => unowned(program.getSourceFile(file)!)))].toSorted();
  ofProduct = among(own);
  ofLeaky = among([LEAKY]);
  ofSteps = among([STEPS]);
}, 300_000);

/** The functions of a file with a statement over a studio's tables that does not say whose rows it means. */
function unowned(source: ts.SourceFile): string[] {
  const file = relative(root, source.fileName).replaceAll("\\", "/");
  const isRead = file.endsWith("/queries.ts");
  const folder = file.replace(/^src\/(features\/)?|\.tsx?$/g, "");
  return source.statements
    .filter((statement) => {
      const has = (node: ts.Node): boolean =>
        isUnownedCall(node, isRead) ||
        isUnownedSql(node, isRead) ||
        ts.forEachChild(node, (inner) => has(inner) || undefined) === true;
      return has(statement);
    })
    .map((statement) => `${folder} ${nameOf(statement)}`);
}

function nameOf(node: ts.Node): string {
  const declared = ts.isVariableStatement(node) ? node.declarationList.declarations[0]! : node;
  return ts.isFunctionDeclaration(declared) || ts.isVariableDeclaration(declared)
    ? (declared.name?.getText() ?? "")
    : "";
}

/** A call like `tx.project.findMany(…)` whose filter does not say whose rows are meant. */
function isUnownedCall(node: ts.Node, isRead: boolean): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: on, name: operation } = node.expression;
  if (!OPERATION.test(operation.text) || !ts.isPropertyAccessExpression(on)) return false;
  const table = on.name.text;
  if (!(table in ROOM_OF) || table === "outbox" || table === "providerEvent") return false;
  const [given] = node.arguments;
  const filter = given && propertyOf(checker.getTypeAtLocation(given), "where", given);
  return !filter || !saysWhose(filter, given, isRead);
}

/**
 * Whether a filter of this type always names the freelancer. What is no read for a page may name a row instead, since
 * whoever calls has come to it through the scope; a secret's hash is as good for all.
 */
function saysWhose(filter: ts.Type, at: ts.Node, isRead: boolean): boolean {
  if (filter.isUnion()) return filter.types.every((one) => saysWhose(one, at, isRead));
  return filter.getProperties().some((one) => {
    const type = checker.getTypeOfSymbolAtLocation(one, at);
    if (one.flags & ts.SymbolFlags.Optional || type.flags & ts.TypeFlags.Null) return false;
    // A user is the freelancer, under the name that next-auth's tables have for them.
    if (one.name === "userId") return true;
    if (one.name === "freelancerId" || one.name.startsWith("freelancerId_")) return true;
    if (isRead ? SECRET.test(one.name) : KEY.test(one.name) && one.name !== "accountId")
      return true;
    // A unique key of several columns, or a filter on the row's parent.
    return /^[a-z]+$/i.test(one.name.replaceAll("_", "")) && isObject(type)
      ? saysWhose(type, at, isRead)
      : false;
  });
}

const isObject = (type: ts.Type) =>
  Boolean(type.flags & ts.TypeFlags.Object) && !checker.isArrayType(type);

function propertyOf(type: ts.Type, name: string, at: ts.Node): ts.Type | undefined {
  const found = type.getProperty(name);
  return found && checker.getTypeOfSymbolAtLocation(found, at);
}

/** SQL by hand over a studio's table in which no freelancer's id is compared, and no row's in a step. */
function isUnownedSql(node: ts.Node, isRead: boolean): boolean {
  if (!ts.isTaggedTemplateExpression(node) || !ts.isPropertyAccessExpression(node.tag))
    return false;
  if (!RAW.test(node.tag.name.text)) return false;
  const text = node.template.getText();
  const table = /\b(?:FROM|JOIN|UPDATE|INTO)\s+"(\w+)"/.exec(text)?.[1];
  if (!table || !(table[0]!.toLowerCase() + table.slice(1) in ROOM_OF)) return false;
  const names = isRead ? /"freelancerId" = \$\{/ : /"(\w+I|i)d" = (ANY\()?\$\{/;
  return !names.test(text);
}

const leaky = `
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
export const all = () => db().client.findMany({ select: { name: true } });
export const open = () => db().project.findMany({ where: { completedAt: null } });
export const byId = (id: string) => db().project.findUnique({ where: { id } });
export const some = (id?: string) => db().project.count({ where: { ...(id ? { freelancerId: id } : {}) } });
export const raw = (id: string) => db().$queryRaw\`SELECT 1 FROM "Message" WHERE "projectId" = \${id}::uuid\`;
export const nobodys = () => db().email.findMany({ where: { freelancerId: null } });
export const mine = ({ freelancerId }: Scope) => db().project.findMany({ where: { freelancerId } });
export const spread = (whose: { freelancerId: string }, id: string) =>
  db().project.findUnique({ where: { ...whose, id } });
export const secret = (linkHash: Uint8Array<ArrayBuffer>) =>
  db().contact.findUnique({ where: { linkHash } });
`;
const steps = `
import type { Tx } from "@/db/client";
export const all = (tx: Tx) => tx.project.updateMany({ where: { completedAt: null }, data: { title: "" } });
export const one = (tx: Tx, id: string) => tx.project.update({ where: { id }, data: { title: "" } });
export const ofOne = (tx: Tx, projectId: string) => tx.extra.deleteMany({ where: { projectId } });
`;
const made: Record<string, string> = { [LEAKY]: leaky, [STEPS]: steps };

test("every statement over a studio's tables says whose rows it means", () => {
  const placeOf = (name: string) =>
    Object.keys(EVERYBODYS).find((place) => /^$|^[/ ]/.test(name.replace(place, "")));
  const unnamed = ofProduct.filter((name) => !placeOf(name));
  const unused = Object.keys(EVERYBODYS).filter(
    (place) => !ofProduct.some((name) => placeOf(name) === place),
  );
  expect({ unnamed, unused }).toEqual({ unnamed: [], unused: [] });
});

describe("the check finds", () => {
  test.each([
    ["a list with no filter", "all"],
    ["a filter without the freelancer", "open"],
    ["a row read by its id alone", "byId"],
    ["a freelancer that may be left out", "some"],
    ["SQL that compares no freelancer", "raw"],
    ["rows that are nobody's", "nobodys"],
  ])("%s", (_what, name) => {
    expect(ofLeaky).toContain(`projects/leaky/queries ${name}`);
  });

  test.each([
    ["a filter by the freelancer", "mine"],
    ["one that is spread in", "spread"],
    ["a secret's hash", "secret"],
  ])("nothing wrong in %s", (_what, name) => {
    expect(ofLeaky).not.toContain(`projects/leaky/queries ${name}`);
  });

  test("a step of a command may go by the id of a row, but by nothing less", () => {
    expect(ofSteps).toEqual(["projects/leaky/commands all"]);
  });
});
