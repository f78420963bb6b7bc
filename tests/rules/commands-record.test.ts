import { resolve, relative } from "node:path";
import ts from "typescript";
import { beforeAll, expect, test } from "vitest";

/** Commands that change something and record nothing, and why that is right. */
const SILENT: Record<string, string> = {
  backUpWhenDue: "of the whole install: its operator is told",
  makeBackup: "of the whole install: its operator is told",
  noteBegun: "of the whole install: its operator is told",
  noteFailed: "of the whole install: its operator is told",
  noteMade: "of the whole install: its operator is told",
  deliverDueEmails: "an email's own row is its history, and the statement that writes it wakes",
  checkOutbox: "of the whole install: its operator is told",
  closeOutbox: "of the whole install: its operator is told",
  sweepFiles: "clears away what nobody sees",
  carryOut: "the erasure is recorded when it begins; of what goes nothing is left to say",
  eraseIfDue: "its history goes too",
  eraseRows: "the erasure is recorded when it begins; of what goes nothing is left to say",
  finishErasures: "the erasure is recorded when it begins; of what goes nothing is left to say",
  eraseStudio: "its history goes too",
  eraseDueStudios: "its history goes too",
  deleteDue: "clears away what nobody sees",
  refuseErased: "of an erased person nothing is written down but a number",
  refuseByReply: "of an erased person nothing is written down but a number",
  forgetOldArrivals: "clears away what nobody sees",
  dropStaged: "clears away what nobody sees",
  sweepAssignmentFiles: "clears away what nobody sees",
  sweepIgnored: "clears away what nobody sees",
  orDrop: "does what it is given; that records",
  beginUpload: "nobody sees a file before its last byte",
  discard: "clears away what nobody sees",
  stageFile: "nobody sees a file before what it came with",
  noteAnnounced: "nobody knows yet whose email it is",
  noteArrival: "nobody knows yet whose email it is",
  takeDueArrivals: "nobody knows yet whose email it is",
  settleArrival: "the email that it became is recorded",
  postponeArrival: "nobody knows yet whose email it is",
  watchMailbox: "nobody knows yet whose an email in the mailbox is",
  lookOnce: "nobody knows yet whose an email in the mailbox is",
  noteFound: "nobody knows yet whose an email in the mailbox is",
  takeWatch: "which worker reads a mailbox",
  endWatch: "which worker reads a mailbox",
  noteTrouble: "of the install's mailbox: shown where answers are set up",
  watchOwnMailboxes: "nobody knows yet whether an email in the mailbox is for its freelancer",
  lookOn: "nobody knows yet whose an email in the mailbox is",
  claimMailboxes: "which worker reads a mailbox",
  endLook: "which worker reads a mailbox",
  noteUnread: "shown where the mailbox is set up, and on Today",
  notePlus: "shown where the mailbox is set up",
  storeReplyAddresses: "an email's own row is its history",
  sweepDeliveries: "clears away a log",
  noteTokenUsed: "when a program last read, and no more, overwritten by the next time",
  noteOpened: "a day and no more, overwritten by the next: a history of it is what nobody wants",
  forgetUpload: "clears away what nobody sees",
  forgetOldEvents: "clears away what nobody sees",
  noteRefusedEvent: "what a mail service's wrong signature says of the setup is on Today",
  forEachDue: "when a task looks again; what it does, it records",
  settleFigures: "counts again what the page would count by itself",
  forgetSurveyLinks: "clears away what nobody sees",
};

const root = resolve(import.meta.dirname, "../..");
const WRITES = /^(create|update|delete|upsert)(Many|ManyAndReturn)?$/;
const RAW = /\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"/;

type Facts = { writes: boolean; calls: Set<ts.Node>; name: string; file: string };
const functions = new Map<ts.Node, Facts>();
let checker: ts.TypeChecker;
let commands: ts.FunctionDeclaration[];

beforeAll(() => {
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const own = fileNames.filter((name) => /\/src\/(features|workflows)\//.test(name));
  const program = ts.createProgram(own, options);
  checker = program.getTypeChecker();
  const sources = program.getSourceFiles().filter((file) => own.includes(file.fileName));
  for (const file of sources) ts.forEachChild(file, (node) => void collect(node));
  commands = sources
    .filter((file) => file.fileName.endsWith("/commands.ts"))
    .flatMap((file) => file.statements.filter(ts.isFunctionDeclaration))
    .filter((one) => isExported(one) && !takesTransaction(one));
}, 300_000);

const isExported = (one: ts.FunctionDeclaration) =>
  one.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;

/** A part of somebody else's command: it is looked at there. */
const takesTransaction = (one: ts.FunctionDeclaration) =>
  one.parameters[0]?.name.getText() === "tx";

/** Notes of each function at the top of a file what it writes and whom it calls, whatever is nested in it. */
function collect(node: ts.Node): void {
  const declared = ts.isVariableStatement(node) ? [...node.declarationList.declarations] : [node];
  for (const one of declared) {
    const facts: Facts = {
      writes: false,
      calls: new Set(),
      name: ts.isFunctionDeclaration(one) ? (one.name?.text ?? "") : "",
      file: relative(root, one.getSourceFile().fileName),
    };
    const walk = (inner: ts.Node): void => {
      if (ts.isPropertyAccessExpression(inner) && WRITES.test(inner.name.text)) facts.writes = true;
      if (ts.isNoSubstitutionTemplateLiteral(inner) || ts.isTemplateExpression(inner))
        facts.writes ||= RAW.test(inner.getText());
      if (ts.isIdentifier(inner)) for (const to of declarationsOf(inner)) facts.calls.add(to);
      ts.forEachChild(inner, walk);
    };
    ts.forEachChild(one, walk);
    functions.set(one, facts);
  }
}

function declarationsOf(name: ts.Identifier): ts.Node[] {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) return [];
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target.declarations ?? [];
}

/** Whether a function, or any that it reaches, is one. */
function reaches(from: ts.Node, is: (facts: Facts) => boolean, seen = new Set<ts.Node>()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  const facts = functions.get(from);
  if (!facts) return false;
  return is(facts) || [...facts.calls].some((to) => reaches(to, is, seen));
}

const isRecord = ({ name, file }: Facts) =>
  name === "record" && file === "src/features/history/commands.ts";
const isWriting = ({ writes, file }: Facts) =>
  writes && file !== "src/features/history/commands.ts";

test("every command that changes something records it", () => {
  const writing = commands.filter((one) => reaches(one, isWriting));
  expect(writing.length).toBeGreaterThan(50);
  const silent = writing.filter((one) => !reaches(one, isRecord)).map((one) => one.name!.text);
  expect(silent.toSorted()).toEqual(Object.keys(SILENT).toSorted());
}, 240_000);

test("the walk sees who records and who does not", () => {
  const found = (name: string) => commands.find((one) => one.name?.text === name)!;
  expect(reaches(found("completeProject"), isRecord)).toBe(true);
  expect(reaches(found("sweepFiles"), isRecord)).toBe(false);
  expect(reaches(found("sweepFiles"), isWriting)).toBe(true);
});
