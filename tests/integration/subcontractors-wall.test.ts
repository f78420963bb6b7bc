import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as calendar } from "@/app/calendar/[file]/route";
import { GET as desk, POST as postDesk } from "@/app/(client)/d/[token]/[[...rest]]/route";
import { GET as deskLive } from "@/app/(client)/d/[token]/live/route";
import { GET as page, POST as postPage } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { GET as pageFile } from "@/app/(client)/p/[token]/[project]/files/[id]/route";
import { GET as survey } from "@/app/(client)/s/[token]/[[...rest]]/route";
import { GET as unsubscribe } from "@/app/(client)/u/[token]/[[...rest]]/route";
import { showWall } from "@/app/(client)/w/serve";
import { ADDRESS_HEADER } from "@/auth/address";
import { db } from "@/db/client";
import { openWords } from "@/features/emails/commands";
import { checkOutbox } from "@/features/emails/quarantine/commands";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { beginAssignment, finishAssignment } from "@/features/subcontractors/assignments/commands";
import { addDate, keepDate, moveDate } from "@/features/subcontractors/dates/commands";
import { getAssignment } from "@/features/subcontractors/assignments/queries";
import { askSubcontractors } from "@/features/subcontractors/questions/commands";
import {
  writeFromSubcontractor,
  writeToSubcontractor,
} from "@/features/subcontractors/thread/commands";
import {
  attachForSubcontractor,
  attachFromSubcontractor,
} from "@/features/subcontractors/uploads/commands";
import { storeArriving } from "@/store/store";
import { unseal } from "@/lib/tokens";
import { subcontractor, type Helper } from "@tests/support/factories";
import { fullStudio, type FullStudio } from "@tests/support/full-studio";
import { call, shortName, shown } from "@tests/support/leaks";
import { scopedFunctions } from "@tests/support/scoped-functions";

/** What somebody was given, and where. */
type Piece = { where: string; text: string };

/** What of a side is found on the other. */
const leaksIn = (pieces: Piece[], marks: string[]) =>
  pieces.flatMap(({ where, text }) =>
    marks.filter((mark) => text.includes(mark)).map((mark) => `${where}: ${mark}`),
  );

const functions = scopedFunctions();
const takes = (type: string) =>
  functions.filter((one) => {
    let isOne = false;
    one.argumentsFor((_name, given) => ((isOne ||= given === type), "any"));
    return isOne;
  });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-desk-wall-"));
  process.env.FILES_DIR = folder;
  // Before the first email, so that this database is known as its outbox's own.
  await checkOutbox();
});
afterAll(() => rm(folder, { recursive: true }));

async function* bytes(text: string) {
  yield new TextEncoder().encode(text);
}

/** What is in Bo's work alone. */
const BO = [
  "Bodil",
  "bodil@",
  "Skerries",
  "sounding line",
  "seven fathoms",
  "€1,234.50",
  "soundings",
];

type Both = { studio: FullStudio; bo: Helper; assignmentId: string; clientToken: string };

/** A studio full of a client's data, with another's assignment, and Bo with work of every kind in the same project. */
async function both(over: { title?: string; project?: string } = {}): Promise<Both> {
  const studio = await fullStudio();
  const { scope, ids } = studio;
  const { freelancerId } = scope;
  const projectId = ids.projectId!;
  // What a freelancer shows to everyone: their own name.
  await db().studio.update({
    where: { freelancerId },
    data: { freelancerName: "Mira Holm", name: "Holm Maps", replyTo: "mira@example.com" },
  });
  // Emails stay in the local mailbox.
  await db().mailAccount.deleteMany({ where: { freelancerId } });
  if (over.project)
    await db().project.update({ where: { id: projectId }, data: { title: over.project } });
  const bo = await subcontractor(scope, { name: "Bodil Lind", address: "bodil@example.com" });
  const now = new Date();
  const assignmentId = await beginAssignment(
    scope,
    {
      projectId,
      subcontractorId: bo.subcontractorId,
      formKey: randomUUID(),
      title: over.title ?? "Skerries",
      brief: "With a sounding line.",
      payOn: "2099-01-05",
      amount: 123_450,
      currency: "EUR",
    },
    now,
  );
  const line = (text: string) => ({ assignmentId, text, formKey: randomUUID() });
  await writeToSubcontractor(scope, line("It is seven fathoms there."), now);
  await writeFromSubcontractor(bo.scope, line("Seven, or seven fathoms and a half?"), now);
  const mine = { assignmentId, kind: "MINE" as const, title: "The old soundings" };
  await addDate(scope, { ...mine, promisedOn: "2099-01-05" }, now);
  const { dates } = await getAssignment(scope, assignmentId);
  const idOf = (kind: string) => dates.find((date) => date.kind === kind)!.id;
  const reason = "The soundings are in Bergen.";
  await moveDate(scope, { dateId: idOf("MINE"), toOn: "2099-01-06", reason }, now);
  const file = { assignmentId, mediaType: "text/plain" };
  const sent = { ...file, name: "soundings.txt", chunks: bytes("seven fathoms") };
  await attachForSubcontractor(scope, sent, () => now);
  const returned = { ...file, name: "skerries.txt", chunks: bytes("seven fathoms") };
  await attachFromSubcontractor(bo.scope, returned, () => now);
  await keepDate(scope, { dateId: idOf("PAY"), doneOn: now.toISOString().slice(0, 10) }, now);
  await finishAssignment(scope, assignmentId, now);
  await db().assignmentQuestion.updateMany({ where: { assignmentId }, data: { dueAt: now } });
  await askSubcontractors(new Date(now.getTime() + 1));
  const { linkCipher } = await db().contact.findUniqueOrThrow({ where: { id: ids.contactId! } });
  return { studio, bo, assignmentId, clientToken: unseal("contact-link", linkCipher) };
}

async function piece(where: string, answer: Response): Promise<Piece> {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  return { where: `${answer.status} ${where}`, text: `${headers}\n\n${await answer.text()}` };
}

/** A request, each from a network address of its own: many are made, and nobody is to wait. */
function at(path: string, init?: RequestInit): Request {
  const request = new Request(`http://localhost:3000${path}`, init);
  request.headers.set(ADDRESS_HEADER, randomUUID());
  return request;
}
const form = (fields: Record<string, string>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields),
});

type Rest = (
  request: Request,
  context: { params: Promise<{ token: string; rest?: string[] }> },
) => Promise<Response>;
const get = async (route: Rest, prefix: string, token: string, ...rest: string[]) =>
  piece(
    `/${prefix}/…/${rest.join("/")}`,
    await route(at(`/${prefix}/${[token, ...rest].join("/")}`), {
      params: Promise.resolve({ token, rest: rest.length > 0 ? rest : undefined }),
    }),
  );

/** Every email about the project or the assignment to this reader: as it is stored, and as it was sent. */
async function emailsTo(reader: { subcontractorId: string } | { contactId: string }) {
  await db().email.updateMany({
    where: { ...reader, settledAt: null },
    data: { sendAt: new Date(Date.now() - 1000), inHours: false },
  });
  await deliverDueEmails();
  const rows = await db().email.findMany({ where: reader });
  return rows.map(({ kind, subject, fromName, toName, replyTo, wordsCipher, frozenCipher }) => ({
    where: `email ${kind}`,
    text: [
      JSON.stringify({ subject, fromName, toName, replyTo, words: openWords(wordsCipher) }),
      frozenCipher ? unseal("email", frozenCipher) : "",
    ].join("\n"),
  }));
}

/** All that a subcontractor's link reaches, also where it asks for what is not theirs. */
async function reachedBy({ studio, bo, assignmentId }: Both): Promise<Piece[]> {
  const { ids } = studio;
  const { token } = bo;
  const { files } = await getAssignment(studio.scope, assignmentId);
  const pieces = [
    await get(desk, "d", token),
    await get(desk, "d", token, assignmentId),
    ...(await Promise.all(files.map(({ id }) => get(desk, "d", token, assignmentId, "files", id)))),
    ...(await Promise.all(
      Object.values(ids).flatMap((id) => [
        get(desk, "d", token, id),
        get(desk, "d", token, id, "files", ids.fileId!),
        get(desk, "d", token, assignmentId, "files", id),
      ]),
    )),
    await get(page, "p", token, ids.projectId!),
    await get(survey, "s", token),
    ...(await emailsTo({ subcontractorId: bo.subcontractorId })),
  ];
  const refused = [
    form({ text: "", formKey: randomUUID() }),
    form({ text: "x".repeat(9000), formKey: randomUUID() }),
  ];
  for (const init of refused) {
    const params = Promise.resolve({ token, rest: [assignmentId] });
    pieces.push(
      await piece("refused", await postDesk(at(`/d/${token}/${assignmentId}`, init), { params })),
    );
  }
  for (const part of ["answer", "seen", "other"])
    for (const id of [assignmentId, ids.assignmentId!, ids.projectId!]) {
      const params = Promise.resolve({ token, rest: [id, part] });
      const request = at(`/d/${token}/${id}/${part}`, form({ working: "", seenId: "" }));
      pieces.push(await piece(`POST ${part}`, await postDesk(request, { params })));
    }
  const gone = new AbortController();
  const live = await deskLive(at(`/d/${token}/live`, { signal: gone.signal }), {
    params: Promise.resolve({ token }),
  });
  pieces.push({ where: "live", text: JSON.stringify([...live.headers]) });
  gone.abort();
  const own = { ...ids, assignmentId, fileId: files[0]!.id };
  const asking = { ...studio, subcontractor: bo.scope };
  for (const one of takes("SubcontractorScope").filter(({ name }) => name.includes("/queries"))) {
    for (const given of [{ ...studio, ids: own }, studio]) {
      const { value } = await call(one, asking, given);
      pieces.push({ where: shortName(one), text: shown(value) });
    }
  }
  return pieces;
}

/** All that a client's link reaches. */
async function reachedByClient({ studio, clientToken: token }: Both): Promise<Piece[]> {
  const { ids, scope, contact } = studio;
  const projectId = ids.projectId!;
  const { slug } = await db().wall.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
  });
  const { calendarCipher } = await db().contact.findUniqueOrThrow({
    where: { id: ids.contactId! },
  });
  const calendarToken = unseal("calendar-link", calendarCipher!);
  const helpers = [ids.assignmentId!, ids.deskFileId!, ids.subcontractorId!];
  const files = await Promise.all(
    [ids.fileId!, ...helpers].map(async (id) =>
      piece(
        "client's file",
        await pageFile(at(`/p/${token}/${projectId}/files/${id}`), {
          params: Promise.resolve({ token, project: projectId, id }),
        }),
      ),
    ),
  );
  const posted = await postPage(at(`/p/${token}/${projectId}`, form({ text: "" })), {
    params: Promise.resolve({ token, rest: [projectId] }),
  });
  const pieces = [
    await get(page, "p", token),
    await get(page, "p", token, projectId),
    ...(await Promise.all(helpers.map((id) => get(page, "p", token, id)))),
    await get(desk, "d", token),
    ...files,
    await piece("refused", posted),
    await piece(
      "calendar",
      await calendar(at(`/calendar/${calendarToken}.ics`), {
        params: Promise.resolve({ file: `${calendarToken}.ics` }),
      }),
    ),
    ...(await Promise.all(
      ["", "/embed", ".json"].map(async (form) =>
        piece("wall", await showWall(at(`/w/${slug.toLowerCase()}${form}`), undefined)),
      ),
    )),
    ...(await emailsTo({ contactId: ids.contactId! })),
  ];
  for (const one of takes("ContactScope").filter(({ name }) => name.includes("/queries"))) {
    const { value } = await call(one, { ...studio, contact }, studio);
    pieces.push({ where: shortName(one), text: shown(value) });
  }
  return pieces;
}

/** Bytes for the client's file, so that it can be fetched. */
async function storeClientFile({ studio }: Both): Promise<void> {
  const { storeKey } = await db().file.findUniqueOrThrow({ where: { id: studio.ids.fileId! } });
  const text = `A client's bytes ${studio.marks[0]}`;
  await storeArriving(storeKey, bytes(text), {
    most: 1000,
    tooLarge: "fileTooLarge",
    empty: "fileEmpty",
  });
}

describe("the wall between a client and a subcontractor", () => {
  test("nothing of a client, of others' work or of a price reaches a subcontractor", async () => {
    const all = await both();
    await storeClientFile(all);
    const pieces = await reachedBy(all);
    const { freelancerId } = all.studio.scope;
    const marks = all.studio.marks.filter((mark) => mark !== freelancerId);
    expect(leaksIn(pieces, marks)).toEqual([]);
    // Whose studio it is, only the queries' answers may carry: nothing that is sent does.
    const sent = pieces.filter(({ where }) => !where.includes("queries "));
    expect(leaksIn(sent, [freelancerId])).toEqual([]);
    // The control of the walk: it has seen their own page, files and each email to them.
    const text = pieces.map((one) => one.text).join("\n");
    const lowered = text.toLowerCase();
    expect(BO.filter((mark) => !lowered.includes(mark.toLowerCase()))).toEqual([]);
    const emails = pieces.flatMap(({ where }) => (where.startsWith("email ") ? [where] : []));
    expect(emails.toSorted()).toEqual([
      "email assignment.asked",
      "email assignment.begun",
      "email assignment.moved",
      "email assignment.paid",
      "email assignment.posted",
      "email assignment.thanked",
    ]);
    expect(pieces.filter(({ where }) => where.startsWith("200 /d/")).length).toBe(4);
    expect(pieces.some(({ where }) => where.startsWith("422 "))).toBe(true);
  });

  test("nothing of a subcontractor reaches a client", async () => {
    const all = await both();
    await storeClientFile(all);
    const pieces = await reachedByClient(all);
    const { bo, assignmentId } = all;
    const ids = [bo.subcontractorId, bo.token, assignmentId, all.studio.ids.subcontractorId!];
    expect(leaksIn(pieces, [...BO, ...ids, "Ada "])).toEqual([]);
    const text = pieces.map((one) => one.text).join("\n");
    expect(text).toContain(all.studio.marks[0]);
    expect(pieces.some(({ where }) => where === "200 client's file")).toBe(true);
  });

  test("a subcontractor's page about somebody else's is not found, and says nothing else", async () => {
    const { studio, bo } = await both();
    const theirs = await get(desk, "d", bo.token, studio.ids.assignmentId!);
    const unknown = await get(desk, "d", bo.token, randomUUID());
    expect(theirs.where).toMatch(/^404/);
    expect(theirs.text).toBe(unknown.text);
  });

  test("an unsubscribe page names nobody but its reader and the freelancer", async () => {
    const all = await both();
    const { unsubscribeCipher } = await db().subcontractor.findUniqueOrThrow({
      where: { id: all.bo.subcontractorId },
    });
    const token = unseal("unsubscribe-link", unsubscribeCipher!);
    const shownTo = await get(unsubscribe, "u", token);
    expect(shownTo.where).toMatch(/^200/);
    expect(shownTo.text).toContain("Bodil");
    expect(leaksIn([shownTo], all.studio.marks)).toEqual([]);
  });
});

describe("the walk finds what leaks:", () => {
  test("a client's name in an assignment's title, on the page and in each email", async () => {
    const leaky = await both({ title: "For Duarte Tours" });
    const found = leaksIn(await reachedBy(leaky), ["Duarte Tours"]).join("\n");
    for (const where of ["200 /d/", "email assignment.begun", "email assignment.asked", "readDesk"])
      expect(found).toContain(where);
  });

  test("a subcontractor's work in a project's title, on the client's page and feed", async () => {
    const leaky = await both({ project: "Skerries" });
    const found = leaksIn(await reachedByClient(leaky), ["Skerries"]).join("\n");
    for (const where of ["200 /p/", "200 calendar"]) expect(found).toContain(where);
  });

  test("a row of another's assignment", async () => {
    const { studio } = await both();
    const rows = await db().assignment.findMany({ where: { projectId: studio.ids.projectId! } });
    expect(leaksIn([{ where: "rows", text: shown(rows) }], studio.marks)).not.toEqual([]);
  });
});
