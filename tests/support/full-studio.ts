import { randomBytes, randomUUID } from "node:crypto";
import {
  contactScope,
  freelancerScope,
  subcontractorScope,
  type ContactScope,
  type Scope,
  type SubcontractorScope,
} from "@/auth/scope";
import { db } from "@/db/client";
import { hashOfAddress } from "@/features/emails/erased/hashes";
import { weekOf } from "@/features/studio/rules";
import { hashToken, newToken, seal } from "@/lib/tokens";
import { newMailboxId } from "@/mail/mailbox";

/** The ids of a studio with a row in every table of a tenant's, under the names that parameters have. */
export type FullStudio = {
  scope: Scope;
  contact: ContactScope;
  subcontractor: SubcontractorScope;
  /** What is found in this studio's rows alone: its word, its links, and every id. */
  marks: string[];
  ids: Record<string, string>;
  /** A contact's address, which is suppressed. */
  address: string;
};

const DAY = 86_400_000;
const now = Date.now();
const ago = (days: number) => new Date(now - days * DAY);
const dayOf = (date: Date) => new Date(date.toISOString().slice(0, 10));
const words = (text: string) =>
  seal(
    "email",
    JSON.stringify({ greeting: "Hi,", paragraphs: [text], closing: "", signature: "" }),
  );

/**
 * Makes a studio that has something of everything, open and completed, waiting and failed: whatever a query reads, it
 * finds something here. Each text has the studio's own word in it.
 */
export async function fullStudio(): Promise<FullStudio> {
  const word = `Heron${randomBytes(4).toString("hex")}`;
  const tokens = { calendar: newToken(), page: newToken() };
  const people = await makePeople(word, tokens);
  const work = await makeWork(word, people);
  const mail = await makeMail(word, people, work);
  const after = await makeFollowUps(word, people, work, mail);
  const cases = await makeCases(word, people, work, after);
  const said = await makeTestimonials(word, people, work);
  const wrong = await makeMishaps(word, people, work, mail);
  const quiet = await makeQuietClients(word, people, work);
  const helpers = await makeSubcontractors(word, people, work);
  const received = await makeReceived(word, people, work);
  const needed = await makeRequests(word, people, work);
  const gone = await makeErased(word, people);
  const ids = {
    ...people,
    ...work,
    ...mail,
    ...after,
    ...cases,
    ...said,
    ...wrong,
    ...quiet,
    ...received,
    ...needed,
    ...gone,
    ...helpers,
  };
  const { freelancerId, clientId, contactId } = people;
  const { subcontractorId } = helpers;
  return {
    scope: freelancerScope(freelancerId),
    contact: contactScope({ freelancerId, clientId, contactId }),
    subcontractor: subcontractorScope({ freelancerId, subcontractorId }),
    marks: [word, `ines.${word}`.toLowerCase(), ...Object.values(tokens), ...Object.values(ids)],
    address: `ines.${word}@example.com`.toLowerCase(),
    ids,
  };
}

type Ids<F extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>;

const calendarLink = (token: string) => ({
  calendarHash: hashToken(token),
  calendarCipher: seal("calendar-link", token),
});

async function makePeople(word: string, tokens: { calendar: string; page: string }) {
  const user = await db().user.create({ data: { email: `${word}@example.com` } });
  const freelancerId = user.id;
  await db().studio.create({
    data: {
      freelancerId,
      freelancerName: `Mira ${word}`,
      name: `Studio ${word}`,
      zone: "Europe/Copenhagen",
      replyTo: `${word}@example.com`,
      hours: weekOf(["1", "2", "3", "4", "5"], "09:00", "17:00"),
      ...calendarLink(tokens.calendar),
      accent: "#7a1fa2",
      welcome: `Welcome ${word}`,
      siteUrl: `https://${word.toLowerCase()}.example.com/`,
    },
  });
  await db().logo.create({
    data: {
      freelancerId,
      bytes: Buffer.from("A picture"),
      width: 200,
      height: 40,
      savedAt: ago(1),
    },
  });
  const { id: passkeyId } = await db().passkey.create({
    data: {
      userId: freelancerId,
      credentialId: `passkey-${word}`,
      publicKey: Buffer.from("A public key"),
      counter: 3,
      isSyncable: true,
      isBackedUp: true,
      name: `Telephone ${word}`,
      addedAt: ago(2),
    },
  });
  const { id: sessionId } = await db().session.create({
    data: { userId: freelancerId, sessionToken: randomUUID(), expires: new Date(now + DAY) },
  });
  await db().addressChange.create({
    data: {
      userId: freelancerId,
      address: `new.${word}@example.com`,
      token: randomUUID(),
      expires: new Date(now + DAY),
    },
  });
  const counted = { freelancerId, month: dayOf(ago(40)), counts: { back: { "0": 1 } } };
  await db().figureMonth.create({ data: counted });
  const [from, until] = [dayOf(ago(80)), dayOf(ago(1))];
  await db().figurePeriod.create({ data: { freelancerId, from, until, figures: {} } });
  await db().figureState.create({ data: { freelancerId, countedAt: ago(1), rules: 1 } });
  const { id: clientId } = await db().client.create({
    data: { freelancerId, name: `Tours ${word}` },
  });
  await db().businessFile.create({
    data: { freelancerId, clientId, sells: `Tours ${word}`, savedAt: ago(1) },
  });
  const contact = (name: string, zone: string, token = newToken()) => ({
    freelancerId,
    clientId,
    name: `${name} ${word}`,
    address: `${name}.${word}@example.com`.toLowerCase(),
    zone,
    language: "de",
    linkHash: hashToken(token),
    linkCipher: seal("contact-link", token),
    ...calendarLink(newToken()),
  });
  const { id: contactId } = await db().contact.create({
    data: contact("Ines", "Europe/Lisbon", tokens.page),
  });
  const { id: lostId } = await db().contact.create({ data: contact("Rui", "Mars/Olympus") });
  return { freelancerId, clientId, contactId, lostId, passkeyId, sessionId };
}

async function makeWork(word: string, people: Ids<typeof makePeople>) {
  const { freelancerId, clientId, contactId } = people;
  const project = (over: object) => ({
    data: { freelancerId, clientId, contactId, title: `Map ${word}`, summary: word, ...over },
  });
  const { id: projectId } = await db().project.create(project({ waitingSince: ago(1) }));
  const { id: completedId } = await db().project.create(project({ completedAt: ago(3) }));
  const { id: olderId } = await db().project.create(project({ completedAt: ago(30) }));
  const { id: emptyId } = await db().project.create(
    project({ completedAt: ago(400), archivedAt: ago(300) }),
  );
  await db().client.create({ data: { freelancerId, name: `Gone ${word}`, archivedAt: ago(300) } });
  await db().projectReader.create({ data: { freelancerId, projectId: completedId, contactId } });
  const own = { freelancerId, projectId };
  const deadline = (over: object) => ({
    data: { ...own, title: `Draft ${word}`, promisedOn: dayOf(ago(4)), ...over },
  });
  const { id: deadlineId } = await db().deadline.create(deadline({ position: 1 }));
  await db().deadline.create(
    deadline({ promisedOn: dayOf(ago(-5)), atRiskAt: ago(1), position: 2 }),
  );
  const { id: theirDateId } = await db().deadline.create(
    deadline({ promisedOn: dayOf(ago(-9)), holder: "CLIENT", position: 3 }),
  );
  await db().deadline.create(deadline({ metAt: ago(-0.1), position: 4 }));
  const { id: doneDeadlineId } = await db().deadline.create(deadline({ metAt: ago(5) }));
  const moves = { freelancerId, deadlineId, fromOn: dayOf(ago(6)), toOn: dayOf(ago(4)) };
  await db().deadlineMove.create({ data: { ...moves, reason: word, movedAt: ago(7) } });
  await db().deadlineMiss.create({
    data: { freelancerId, deadlineId, promisedOn: dayOf(ago(4)), missedAt: ago(3) },
  });
  await db().calendarTombstone.create({
    data: {
      ...own,
      id: randomUUID(),
      title: `Gone ${word}`,
      promisedOn: dayOf(ago(1)),
      sequence: 1,
      cancelledAt: ago(1),
    },
  });
  const line = (writtenAt: Date) => ({
    data: { ...own, clientId, contactId, text: `Hello ${word}`, formKey: randomUUID(), writtenAt },
  });
  await db().message.create(line(ago(2)));
  const { id: messageId } = await db().message.create(line(ago(1)));
  const { id: heldMessageId } = await db().message.create({
    data: { ...line(ago(0)).data, contactId: null, heldUntil: ago(-2) },
  });
  await db().message.create({ data: { ...line(ago(3)).data, projectId: null } });
  const { id: askedById } = await db().message.create({
    data: { ...line(ago(2)).data, projectId: null, isNewWork: true },
  });
  const { id: saidId } = await db().message.create({
    data: { ...line(ago(0)).data, contactId: null },
  });
  const { id: pledgeId } = await db().pledge.create({
    data: {
      ...own,
      clientId,
      contactId,
      messageId: saidId,
      what: `The legend ${word}`,
      dueAt: ago(0.1),
      pledgedAt: ago(1),
    },
  });
  await db().pledgeMove.create({
    data: { freelancerId, pledgeId, fromAt: ago(1), toAt: ago(0.1), reason: word, movedAt: ago(1) },
  });
  const { id: putDeadlineId } = await db().deadline.create(deadline({ position: 3 }));
  const round = {
    ...own,
    deadlineId: putDeadlineId,
    contactId,
    note: `Look ${word}`,
    putAt: ago(1),
  };
  await db().signOff.create({
    data: {
      ...round,
      round: 1,
      outcome: "CHANGES",
      closedAt: ago(1),
      closedById: contactId,
      changes: word,
    },
  });
  const { id: signOffId } = await db().signOff.create({ data: { ...round, round: 2 } });
  const { id: itemId } = await db().checklistItem.create({
    data: { ...own, text: `Check ${word}` },
  });
  const { id: templateId } = await db().projectTemplate.create({
    data: {
      freelancerId,
      name: `Before ${word}`,
      items: [`Print ${word}`],
      plannedDates: [{ title: `Draft ${word}`, holder: "FREELANCER", after: 5, targetAfter: 3 }],
      plannedRequests: [
        { kind: "DECISION", title: `Paper ${word}`, details: word, options: ["A", "B"], after: 2 },
      ],
    },
  });
  const note = (over: object) => ({ data: { ...own, text: `Drawn ${word}`, ...over } });
  await db().workNote.create(note({ shownAt: ago(9), gatheredAt: ago(9) }));
  const { id: noteId } = await db().workNote.create(note({ shownAt: ago(1) }));
  const { id: linkId } = await db().link.create({
    data: {
      ...own,
      title: `Board ${word}`,
      url: `https://${word.toLowerCase()}.example.com/board`,
      addedAt: ago(2),
    },
  });
  const { id: extraId } = await db().extra.create({ data: { ...own, text: `Stamps ${word}` } });
  const { id: fileId } = await db().file.create({
    data: {
      ...own,
      contactId,
      messageId,
      name: `${word}.pdf`,
      mediaType: "application/pdf",
      bytes: 10,
      storeKey: `${freelancerId}/${projectId}/${randomUUID()}`,
      storedAt: ago(1),
    },
  });
  const { id: ownFileId } = await db().file.create({
    data: {
      ...own,
      contactId,
      name: `Own ${word}.pdf`,
      mediaType: "application/pdf",
      bytes: 10,
      storeKey: `${freelancerId}/${projectId}/${randomUUID()}`,
      storedAt: ago(-0.1),
    },
  });
  const { id: entryId } = await db().historyEntry.create({
    data: {
      ...own,
      contactId,
      at: ago(1),
      actor: "CONTACT",
      kind: "file.stored",
      data: { name: word },
    },
  });
  const projects = { projectId, completedId, olderId, emptyId };
  const inProject = {
    deadlineId,
    doneDeadlineId,
    theirDateId,
    messageId,
    heldMessageId,
    pledgeId,
    signOffId,
    askedById,
    itemId,
    noteId,
    extraId,
    linkId,
    fileId,
    ownFileId,
    saidId,
  };
  const { id: replyId } = await db().savedReply.create({
    data: { freelancerId, name: `Thanks ${word}`, text: `Thank you, {first name}. ${word}` },
  });
  const { id: tokenId } = await db().apiToken.create({
    data: {
      freelancerId,
      name: `Spreadsheet ${word}`,
      tokenHash: hashToken(newToken()),
      start: "upm_abcd",
      createdAt: ago(3),
    },
  });
  const { id: endpointId } = await db().webhookEndpoint.create({
    data: {
      freelancerId,
      url: `https://programs.example.com/${word}`,
      topics: ["wall"],
      secretCipher: seal("webhook-signing", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
      createdAt: ago(3),
      offAt: ago(1),
      offWhy: "gone",
    },
  });
  const { id: deliveryId } = await db().webhookDelivery.create({
    data: { freelancerId, endpointId, entryId, kind: "deadline.met", at: ago(1), attempts: 1 },
  });
  return {
    ...projects,
    ...inProject,
    templateId,
    entryId,
    replyId,
    tokenId,
    endpointId,
    deliveryId,
  };
}

/** What was asked of the client: something that was written about, something late, and something answered. */
async function makeRequests(
  word: string,
  { freelancerId, clientId, contactId }: Ids<typeof makePeople>,
  { projectId, completedId }: Ids<typeof makeWork>,
) {
  const own = { freelancerId, clientId, contactId, projectId };
  const request = (over: object = {}) => ({
    data: {
      ...own,
      kind: "ANSWER" as const,
      title: `Logo ${word}`,
      details: word,
      dueOn: dayOf(ago(3)),
      formKey: randomUUID(),
      askedAt: ago(5),
      ...over,
    },
  });
  const line = (inProject: string) => ({
    data: {
      ...own,
      projectId: inProject,
      text: `Here ${word}`,
      formKey: randomUUID(),
      writtenAt: ago(2.5),
    },
  });
  const { id: requestId } = await db().request.create(request());
  const { id: lateRequestId } = await db().request.create(request({ kind: "FILE" }));
  const answered = { projectId: completedId, answeredAt: ago(2.5) };
  const { id: answeredRequestId } = await db().request.create(request(answered));
  const { id: repliedId } = await db().message.create(line(projectId));
  const { id: answerId } = await db().message.create(line(completedId));
  const reply = { freelancerId, option: word, repliedAt: ago(2.5) };
  await db().requestReply.create({ data: { ...reply, requestId, messageId: repliedId } });
  await db().requestReply.create({
    data: { ...reply, requestId: answeredRequestId, messageId: answerId, acceptedAt: ago(2.5) },
  });
  return { requestId, lateRequestId, answeredRequestId, repliedId };
}

const MAILBOX = {
  host: "imap.example.com",
  port: 993,
  tls: "tls",
  user: "mail",
  password: "none",
  folder: "INBOX",
};

async function makeMail(
  word: string,
  { freelancerId, contactId }: Ids<typeof makePeople>,
  { projectId }: Ids<typeof makeWork>,
) {
  const account = await db().mailAccount.create({
    data: {
      freelancerId,
      keyCipher: seal("mail-account", "re_none"),
      keyLastFour: "none",
      fromAddress: `mail@${word}.example.com`,
      savedAt: ago(9),
      troubleSince: ago(1),
      trouble: `The key of ${word} was refused.`,
    },
  });
  await db().inboundMailbox.create({
    data: {
      id: newMailboxId(),
      freelancerId,
      serverCipher: seal("own-mailbox", JSON.stringify(MAILBOX)),
      address: `mail@${word}.example.com`.toLowerCase(),
      savedAt: ago(9),
      plusSeenAt: ago(9),
      nextLookAt: ago(-9),
      troubleSince: ago(1),
      trouble: `The mailbox of ${word} was closed.`,
    },
  });
  const email = (over: object) => ({
    data: {
      freelancerId,
      projectId,
      contactId,
      kind: "message.posted",
      dedupeKey: randomUUID(),
      fromName: `Mira ${word}`,
      toName: `Ines ${word}`,
      toAddress: `ines.${word}@example.com`.toLowerCase(),
      subject: `About ${word}`,
      wordsCipher: words(word),
      sendAt: ago(-1),
      ...over,
    },
  });
  const { id: emailId } = await db().email.create(email({}));
  const failed = { needsReviewAt: ago(1), settledAt: ago(1), lastError: `Refused for ${word}.` };
  const { id: failedEmailId } = await db().email.create(email(failed));
  const sent = { settledAt: ago(2), sentAt: ago(2), sendAt: ago(2) };
  await db().email.create(email({ ...sent, kind: "survey.invited", purpose: "SURVEY" }));
  const { id: suppressionId } = await db().suppression.create({
    data: {
      freelancerId,
      address: `ines.${word}@example.com`.toLowerCase(),
      cause: "BOUNCED",
      detail: `No such box at ${word}.`,
      emailId,
      suppressedAt: ago(1),
    },
  });
  await db().emailTurn.create({ data: { freelancerId, takenAt: ago(1) } });
  return { accountId: account.id, emailId, failedEmailId, suppressionId };
}

async function makeFollowUps(
  word: string,
  { freelancerId, contactId, lostId }: Ids<typeof makePeople>,
  { projectId, completedId, olderId }: Ids<typeof makeWork>,
  { emailId }: Ids<typeof makeMail>,
) {
  const followUp = (over: object) => ({
    data: {
      freelancerId,
      projectId: completedId,
      contactId,
      kind: "CHECK_BACK" as const,
      plannedAt: ago(3),
      dueAt: ago(-2),
      ...over,
    },
  });
  const { id: followUpId } = await db().followUp.create(followUp({}));
  const overdue = { projectId: olderId, dueAt: ago(20), heldAt: ago(1) };
  await db().followUp.create(followUp(overdue));
  await db().followUp.create(followUp({ kind: "THANK_YOU", emailId, settledAt: ago(3) }));
  const skipped = { contactId: lostId, skippedAt: ago(1), settledAt: ago(1), why: word };
  const { id: skippedId } = await db().followUp.create(followUp(skipped));
  await db().ownText.create({
    data: { freelancerId, kind: "CHECK_BACK", language: "de", subject: word, text: word },
  });
  await db().columnMatch.create({
    data: { freelancerId, heading: word, field: "client" },
  });
  await db().followUpSwitch.create({ data: { freelancerId, kind: "REMINDER", offAt: ago(1) } });
  const survey = async (about: string, verdict: "NOT_UP_TO_MARK" | "UP_TO_MARK") => {
    const { id: surveyId } = await db().survey.create({
      data: {
        freelancerId,
        projectId: about,
        contactId,
        tokenHash: hashToken(newToken()),
        invitedAt: ago(3),
        expiresAt: ago(-30),
      },
    });
    await db().answer.create({
      data: { freelancerId, surveyId, ordinal: 1, verdict, words: word, answeredAt: ago(1) },
    });
    return surveyId;
  };
  const surveyId = await survey(projectId, "NOT_UP_TO_MARK");
  await survey(completedId, "UP_TO_MARK");
  return { followUpId, skippedId, surveyId };
}

async function makeCases(
  word: string,
  { freelancerId, clientId, contactId }: Ids<typeof makePeople>,
  { projectId }: Ids<typeof makeWork>,
  { surveyId }: Ids<typeof makeFollowUps>,
) {
  const of = { freelancerId, clientId };
  const about = { ...of, contactId, projectId };
  // A client of their own: an open case mutes what the others are shown.
  const { id: unhappyId } = await db().client.create({
    data: { freelancerId, name: `Unhappy ${word}`, caseOpenedAt: ago(1) },
  });
  const { id: caseId } = await db().case.create({
    data: { ...about, clientId: unhappyId, openFor: unhappyId, openedAt: ago(1) },
  });
  const { id: closedCaseId } = await db().case.create({
    data: { ...about, openedAt: ago(40), closedAt: ago(38), outcome: "KEPT", cause: word },
  });
  const said = { freelancerId, contactId, projectId, caseId, words: word, at: ago(1) };
  await db().complaint.create({ data: { ...said, channel: "EMAIL", surveyId } });
  const publicUrl = `https://example.com/${word}`;
  const { id: complaintId } = await db().complaint.create({
    data: { ...said, channel: "SOCIAL", publicUrl },
  });
  const remedy = (over: object) => ({
    data: { ...of, caseId: closedCaseId, text: `Proof ${word}`, createdAt: ago(39), ...over },
  });
  const { id: remedyId } = await db().remedy.create(remedy({ promisedAt: ago(39) }));
  const { id: keptRemedyId } = await db().remedy.create(
    remedy({ promisedAt: ago(39), keptAt: ago(2), keptProjectId: projectId }),
  );
  await db().remedyMiss.create({
    data: { freelancerId, remedyId, projectId, missedAt: ago(1), why: word },
  });
  const { id: goodwillId } = await db().goodwill.create({
    data: {
      ...of,
      caseId: closedCaseId,
      kind: "OTHER",
      text: `Print ${word}`,
      createdAt: ago(39),
      givenAt: ago(39),
    },
  });
  return { unhappyId, caseId, closedCaseId, complaintId, remedyId, keptRemedyId, goodwillId };
}

async function makeTestimonials(
  word: string,
  { freelancerId, contactId }: Ids<typeof makePeople>,
  { completedId, olderId }: Ids<typeof makeWork>,
) {
  await db().wall.create({ data: { freelancerId, slug: word, openedAt: ago(40) } });
  const testimonial = (projectId: string, over: object) => ({
    data: {
      freelancerId,
      projectId,
      contactId,
      tokenHash: hashToken(newToken()),
      invitedAt: ago(3),
      text: `Nine of nine ${word}`,
      shownName: `Ines ${word}`,
      givenAt: ago(2),
      ...over,
    },
  });
  const { id: testimonialId } = await db().testimonial.create(
    testimonial(completedId, { reply: word, repliedAt: ago(1) }),
  );
  const { id: hiddenTestimonialId } = await db().testimonial.create(
    testimonial(olderId, {
      invitedAt: ago(30),
      hiddenAt: ago(1),
      hiddenFor: "OFF_TOPIC",
      hiddenWhy: word,
    }),
  );
  return { testimonialId, hiddenTestimonialId };
}

async function makeMishaps(
  word: string,
  { freelancerId, clientId, contactId, lostId }: Ids<typeof makePeople>,
  { projectId }: Ids<typeof makeWork>,
  { emailId }: Ids<typeof makeMail>,
) {
  const failure = (day: number) => ({
    data: {
      freelancerId,
      what: `Backup lost ${word}`,
      doing: `Restored ${word}`,
      beganOn: dayOf(ago(day)),
      createdAt: ago(day),
    },
  });
  const { id: failureId } = await db().failure.create(failure(9));
  const { id: waitingFailureId } = await db().failure.create(failure(8));
  const { id: untoldFailureId } = await db().failure.create(failure(7));
  const notice = { freelancerId, ownLine: word, tries: 1 };
  await db().failureNotice.create({
    data: { ...notice, failureId, contactId: lostId, toldAt: ago(6) },
  });
  await db().failureNotice.create({
    data: { ...notice, failureId: waitingFailureId, contactId, emailId },
  });
  const { id: mishapId } = await db().ledgerEntry.create({
    data: {
      freelancerId,
      clientId,
      projectId,
      kind: "CORRECTION",
      what: `Invoice ${word}`,
      happenedOn: dayOf(ago(5)),
      channel: "PHONE",
      cause: word,
      learnt: word,
      costHundredths: 5000,
      costCurrency: "EUR",
      createdAt: ago(5),
    },
  });
  return { failureId, waitingFailureId, untoldFailureId, mishapId };
}

async function makeQuietClients(
  word: string,
  { freelancerId, clientId, contactId }: Ids<typeof makePeople>,
  { completedId }: Ids<typeof makeWork>,
) {
  const { id: quietCheckId } = await db().quietCheck.create({
    data: {
      freelancerId,
      clientId,
      contactId,
      projectId: completedId,
      tokenHash: hashToken(newToken()),
      askedAt: ago(2),
      expiresAt: ago(-58),
      answeredAt: ago(1),
      reason: "RESULT",
      words: word,
      isComplaint: true,
    },
  });
  const { id: quietId } = await db().client.create({
    data: { freelancerId, name: `Quiet ${word}` },
  });
  await db().project.create({
    data: { freelancerId, clientId: quietId, contactId, title: word, completedAt: ago(250) },
  });
  return { quietCheckId, quietId };
}

/** What came in by email: one in its thread, one that is held, and the address they came by. */
async function makeReceived(
  word: string,
  { freelancerId, clientId, contactId }: Ids<typeof makePeople>,
  { projectId, messageId }: Ids<typeof makeWork>,
) {
  const own = { freelancerId, clientId, contactId, projectId };
  await db().replyAddress.create({ data: { ...own, tokenHash: randomBytes(32) } });
  const email = (over: object) => ({
    data: {
      freelancerId,
      accountId: "install",
      providerId: randomUUID(),
      digest: randomBytes(32),
      receivedAt: ago(1),
      fromName: `Ines ${word}`,
      fromAddress: `ines.${word}@example.com`.toLowerCase(),
      subject: `Re: ${word}`,
      isVerified: true,
      route: "SENDER" as const,
      wordsCipher: seal(
        "inbound-email",
        JSON.stringify({
          text: word,
          reply: word,
          quoted: word,
          isInterleaved: false,
          attachments: [],
          problem: null,
        }),
      ),
      ...over,
    },
  });
  await db().inboundEmail.create(email({ ...own, messageId, filedAt: ago(1) }));
  const held = { heldAt: ago(1), heldFor: "UNKNOWN_SENDER" as const };
  const { id: inboundId } = await db().inboundEmail.create(email(held));
  return { inboundId };
}

/** What an erasure of somebody else left, and a choice of how long things are kept. */
async function makeErased(word: string, { freelancerId }: Ids<typeof makePeople>) {
  const hash = hashOfAddress(freelancerId, `${word}@gone.example`);
  await db().erasedAddress.create({ data: { freelancerId, hash, erasedAt: ago(1), refused: 1 } });
  await db().keptFigure.create({
    data: { freelancerId, figure: "deliveries", month: new Date("2026-01-01"), value: 0 },
  });
  const finished = { askedAt: ago(1), finishedAt: ago(1) };
  const { id: erasureId } = await db().erasure.create({
    data: { freelancerId, clientId: randomUUID(), ...finished },
  });
  await db().retention.create({
    data: { freelancerId, emailMonths: 24, receivedMonths: 12, historyMonths: 60, linkMonths: 24 },
  });
  return { erasureId };
}

/** Two who work for the freelancer: an open assignment, one that was done and asked about, and one that waits for both. */
async function makeSubcontractors(
  word: string,
  { freelancerId }: Ids<typeof makePeople>,
  { projectId }: Ids<typeof makeWork>,
) {
  const token = newToken();
  const { id: subcontractorId } = await db().subcontractor.create({
    data: {
      freelancerId,
      name: `Ada ${word}`,
      address: `ada.${word}@example.com`.toLowerCase(),
      zone: "Europe/Paris",
      language: "fr",
      linkHash: hashToken(token),
      linkCipher: seal("subcontractor-link", token),
    },
  });
  const assignment = (over: object) => ({
    data: {
      freelancerId,
      subcontractorId,
      projectId,
      title: `Drawings ${word}`,
      brief: `Nine harbours ${word}`,
      formKey: randomUUID(),
      begunAt: ago(5),
      ...over,
    },
  });
  const { id: assignmentId } = await db().assignment.create(assignment({ waitingSince: ago(1) }));
  const { id: doneAssignmentId } = await db().assignment.create(assignment({ doneAt: ago(3) }));
  const { id: plannedAssignmentId } = await db().assignment.create(assignment({ doneAt: ago(1) }));
  const date = (over: object) => ({
    data: {
      freelancerId,
      assignmentId,
      kind: "MINE" as const,
      title: `Texts ${word}`,
      promisedOn: dayOf(ago(1)),
      ...over,
    },
  });
  const { id: dateId } = await db().assignmentDate.create(date({}));
  const money = { hundredths: 45_000, currency: "EUR" };
  const paid = { kind: "PAY", title: "", ...money, doneOn: dayOf(ago(1)) };
  const { id: paidDateId } = await db().assignmentDate.create(date(paid));
  await db().assignmentDateMove.create({
    data: {
      freelancerId,
      dateId,
      fromOn: dayOf(ago(3)),
      toOn: dayOf(ago(1)),
      reason: word,
      movedAt: ago(4),
    },
  });
  const line = (isTheirs: boolean, days: number) => ({
    data: {
      freelancerId,
      assignmentId,
      isTheirs,
      text: `How many ${word}?`,
      formKey: randomUUID(),
      writtenAt: ago(days),
    },
  });
  const { id: deskLineId } = await db().assignmentMessage.create(line(true, 3));
  await db().assignmentMessage.create(line(false, 2));
  await db().assignmentMessage.create(line(true, 1));
  const { id: deskFileId } = await db().assignmentFile.create({
    data: {
      freelancerId,
      assignmentId,
      isTheirs: true,
      name: `harbours-${word}.pdf`,
      mediaType: "application/pdf",
      bytes: 10,
      storeKey: `${freelancerId}/${assignmentId}/${randomUUID()}`,
      storedAt: ago(1),
    },
  });
  const question = { freelancerId, dueAt: ago(-9) };
  await db().assignmentQuestion.create({
    data: { ...question, assignmentId: plannedAssignmentId },
  });
  await db().assignmentQuestion.create({
    data: {
      ...question,
      assignmentId: doneAssignmentId,
      askedAt: ago(2),
      expiresAt: ago(-50),
      answeredAt: ago(1),
      verdict: "NOT_UP_TO_MARK",
      words: word,
    },
  });
  const { id: openAssignmentId } = await db().assignment.create(assignment({ doneAt: ago(9) }));
  await db().assignmentQuestion.create({
    data: {
      ...question,
      assignmentId: openAssignmentId,
      askedAt: ago(2),
      expiresAt: ago(-50),
    },
  });
  return {
    subcontractorId,
    assignmentId,
    doneAssignmentId,
    plannedAssignmentId,
    openAssignmentId,
    dateId,
    paidDateId,
    deskLineId,
    deskFileId,
  };
}
