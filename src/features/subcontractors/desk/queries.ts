import type { SubcontractorScope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { lookColumns } from "@/features/studio/look/rules";
import { languageOf } from "@/language/languages";
import { fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";

const dates = {
  orderBy: [{ promisedOn: "asc" as const }, { id: "asc" as const }],
  select: {
    id: true,
    kind: true,
    title: true,
    promisedOn: true,
    hundredths: true,
    currency: true,
    doneOn: true,
    dateMoves: {
      orderBy: { movedAt: "asc" as const },
      select: { fromOn: true, toOn: true, reason: true, movedAt: true },
    },
  },
};

/** All that both sides see of an assignment. Its project and its client are not among it. */
export const assignmentShown = {
  id: true,
  title: true,
  brief: true,
  begunAt: true,
  doneAt: true,
  dates,
  lines: {
    orderBy: [{ writtenAt: "asc" as const }, { id: "asc" as const }],
    select: {
      id: true,
      isTheirs: true,
      text: true,
      writtenAt: true,
      seenAt: true,
      noReplyAt: true,
    },
  },
  sentFiles: {
    where: { storedAt: { not: null }, removedAt: null },
    orderBy: [{ storedAt: "desc" as const }, { id: "desc" as const }],
    select: { id: true, name: true, bytes: true, isTheirs: true, storedAt: true },
  },
  question: {
    select: {
      dueAt: true,
      askedAt: true,
      skippedAt: true,
      skippedWhy: true,
      expiresAt: true,
      answeredAt: true,
      verdict: true,
      words: true,
      notedAt: true,
    },
  },
} satisfies Prisma.AssignmentSelect;

type Shown = Prisma.AssignmentGetPayload<{ select: typeof assignmentShown }>;

/** A stored assignment with its days as days, its messages oldest first and its files' sizes as numbers. */
export function readable<R extends Shown>({ dates, lines, sentFiles, ...rest }: R) {
  const [agreed, written, sent]: [Shown["dates"], Shown["lines"], Shown["sentFiles"]] = [
    dates,
    lines,
    sentFiles,
  ];
  return {
    ...rest,
    dates: agreed.map(({ promisedOn, doneOn, dateMoves, ...date }) => ({
      ...date,
      promisedOn: fromDateColumn(promisedOn),
      doneOn: doneOn && fromDateColumn(doneOn),
      dateMoves: dateMoves.map(({ fromOn, toOn, ...move }) => ({
        ...move,
        fromOn: fromDateColumn(fromOn),
        toOn: fromDateColumn(toOn),
      })),
    })),
    lines: written,
    files: sent.map(({ bytes, storedAt, ...file }) => ({
      ...file,
      bytes: Number(bytes),
      storedAt: storedAt!,
    })),
  };
}

/**
 * Returns a subcontractor's desk: the assignment named, or else the newest that is open, or the newest; and the others.
 * One that is not theirs is not found.
 */
export async function readDesk(scope: SubcontractorScope, assignmentId: string | null) {
  const { freelancerId, subcontractorId } = scope;
  const where = { freelancerId, subcontractorId };
  const person = await db().subcontractor.findUnique({
    where: { id: subcontractorId, freelancerId },
    select: {
      name: true,
      zone: true,
      language: true,
      studio: {
        select: {
          ...lookColumns,
          freelancerName: true,
          zone: true,
          hours: true,
          country: true,
          daysOff: true,
        },
      },
      assignments: {
        orderBy: [{ begunAt: "desc" }, { id: "desc" }],
        select: { id: true, title: true, doneAt: true },
      },
    },
  });
  if (!person) throw notFound("page");
  const { assignments, studio, language, ...rest } = person;
  const first = assignments.find(({ doneAt }) => !doneAt) ?? assignments[0];
  const wanted = assignmentId ?? first?.id;
  const found = wanted
    ? await db().assignment.findUnique({
        where: { ...where, id: wanted },
        select: assignmentShown,
      })
    : null;
  if (assignmentId && !found) throw notFound("page");
  return {
    person: { ...rest, language: languageOf(language) },
    studio,
    assignment: found && readable(found),
    others: assignments.filter(({ id }) => id !== wanted),
  };
}

export type DeskFacts = Awaited<ReturnType<typeof readDesk>>;

/** Returns what of a file's row gives its bytes, for the subcontractor and an assignment of theirs. */
export async function getDeskFile(
  { freelancerId, subcontractorId }: SubcontractorScope,
  assignmentId: string,
  fileId: string,
) {
  const found = await db().assignmentFile.findUnique({
    where: {
      id: fileId,
      assignmentId,
      freelancerId,
      assignment: { subcontractorId },
      storedAt: { not: null },
      removedAt: null,
    },
    select: { name: true, mediaType: true, storeKey: true },
  });
  if (!found) throw notFound("file");
  return found;
}
