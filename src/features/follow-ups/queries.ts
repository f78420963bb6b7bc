import { db, type Prisma, type Tx } from "@/db/client";
import { contactHoursOf, type ContactHours } from "@/lib/contact-hours";
import type { Language } from "@/language/languages";
import { unseal } from "@/lib/tokens";
import type { Invitation, Kind, StopFacts } from "./rules";
import type { OwnWords } from "./settings/rules";
import { ownWords } from "./settings/schema";

const fields = {
  id: true,
  freelancerId: true,
  projectId: true,
  contactId: true,
  kind: true,
  plannedAt: true,
  dueAt: true,
  heldAt: true,
  ownCipher: true,
  project: {
    select: { title: true, completedAt: true, client: { select: { name: true, studio: true } } },
  },
  contact: {
    select: {
      id: true,
      name: true,
      address: true,
      zone: true,
      country: true,
      language: true,
      optedOutAt: true,
    },
  },
} satisfies Prisma.FollowUpSelect;

type Row = Prisma.FollowUpGetPayload<{ select: typeof fields }>;
/** A follow-up with all the facts the stop rules need. */
export type Planned = Row & {
  contactHours: ContactHours;
  facts: StopFacts;
  /** The sealed link of the question, while it is stored. */ linkCipher: Uint8Array | null;
  /**
   * When the question was asked: when its email was sent, or was written if it is still waiting.
   */ askedAt: Date | null;
};

/** Returns check-backs and reminders with their facts, the first due first, at most `take`. */
export async function listPlanned(
  within: Pick<Tx, "followUp" | "suppression" | "$queryRaw">,
  where: Prisma.FollowUpWhereInput,
  take: number,
): Promise<Planned[]> {
  const rows = await within.followUp.findMany({
    where: { ...where, kind: where.kind ?? { in: ["CHECK_BACK", "REMINDER"] } },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take,
    select: fields,
  });
  const contactIds = [...new Set(rows.map((row) => row.contactId))];
  // One after the other: a transaction has one connection.
  const asked = await listAsked(within, contactIds);
  const suppressed = await listSuppressed(within, rows);
  return rows.map((row) => {
    const ofContact = asked.get(row.contactId) ?? [];
    const question = ofContact.find((one) => one.projectId === row.projectId);
    return {
      ...row,
      linkCipher: question?.tokenCipher ?? null,
      askedAt: question?.invitedAt ?? null,
      contactHours: contactHoursOf(row.contact, row.project.client.studio),
      facts: factsOf(row, ofContact, suppressed),
    };
  });
}

function factsOf(
  row: Row,
  asked: Asked[],
  suppressed: Map<string, "BOUNCED" | "COMPLAINED">,
): StopFacts {
  const { studio } = row.project.client;
  const kind = row.kind === "REMINDER" ? "REMINDER" : "CHECK_BACK";
  const counted = asked
    .filter((one) => one.invitation !== "stopped")
    .map((one) => one.invitedAt.getTime());
  return {
    kind,
    turnedOffAt: kind === "REMINDER" ? studio.reminderOffAt : studio.checkBackOffAt,
    completedAt: row.project.completedAt,
    optedOutAt: row.contact.optedOutAt,
    suppressedFor: suppressed.get(suppressionKey(row.freelancerId, row.contact.address)) ?? null,
    // There are no cases yet; when there are, this is where they are looked for.
    hasOpenCase: false,
    lastAskedAt: counted.length > 0 ? new Date(Math.max(...counted)) : null,
    coolDownDays: studio.coolDownDays,
    survey: asked.find((one) => one.projectId === row.projectId) ?? null,
  };
}

type Asked = {
  contactId: string;
  projectId: string;
  invitedAt: Date;
  expiresAt: Date;
  answeredAt: Date | null;
  tokenCipher: Uint8Array | null;
  invitation: Invitation;
};

/**
 * Returns what these contacts were asked. An invitation that was cancelled or skipped before it was
 * sent does not count; one with an unknown outcome does.
 */
async function listAsked(
  within: Pick<Tx, "$queryRaw">,
  contactIds: string[],
): Promise<Map<string, Asked[]>> {
  const rows = await within.$queryRaw<Asked[]>`
    SELECT s."contactId", s."projectId", coalesce(l."sentAt", s."invitedAt") AS "invitedAt", s."expiresAt", s."tokenCipher",
      (SELECT min(a."answeredAt") FROM "Answer" a WHERE a."surveyId" = s."id") AS "answeredAt",
      CASE WHEN l."id" IS NULL OR l."sentAt" IS NOT NULL OR l."doubtSince" IS NOT NULL THEN 'left'
        WHEN l."skippedAt" IS NOT NULL OR l."cancelledAt" IS NOT NULL THEN 'stopped' ELSE 'waits' END AS "invitation"
    FROM "Survey" s
    LEFT JOIN "FollowUp" f ON f."projectId" = s."projectId" AND f."contactId" = s."contactId" AND f."kind" = 'CHECK_BACK'
    LEFT JOIN "Email" l ON l."id" = f."emailId"
    WHERE s."contactId" = ANY(${contactIds}::uuid[])`;
  return Map.groupBy(rows, (row) => row.contactId);
}

/** Returns the suppressed addresses among those of the rows, and why. */
async function listSuppressed(
  within: Pick<Tx, "suppression">,
  rows: Row[],
): Promise<Map<string, "BOUNCED" | "COMPLAINED">> {
  const addresses = [...new Set(rows.map((row) => row.contact.address.toLowerCase()))];
  const found = await within.suppression.findMany({
    where: {
      freelancerId: { in: [...new Set(rows.map((row) => row.freelancerId))] },
      address: { in: addresses },
      liftedAt: null,
    },
    select: { freelancerId: true, address: true, cause: true },
  });
  return new Map(found.map((one) => [suppressionKey(one.freelancerId, one.address), one.cause]));
}

function suppressionKey(freelancerId: string, address: string): string {
  return `${freelancerId} ${address.toLowerCase()}`;
}

/**
 * Returns the freelancer's own words for a kind of follow-up in a language, or null for the default
 * words.
 */
export async function findOwnText(
  freelancerId: string,
  kind: Kind,
  language: Language,
  within: Pick<Tx, "ownText"> = db(),
) {
  return within.ownText.findUnique({
    where: { freelancerId_kind_language: { freelancerId, kind, language } },
    select: { subject: true, text: true },
  });
}

/** Returns the words the freelancer wrote for this follow-up alone, or null. */
export function openOwnWords(cipher: Uint8Array | null): OwnWords | null {
  return cipher ? ownWords.parse(JSON.parse(unseal("follow-up", cipher))) : null;
}
