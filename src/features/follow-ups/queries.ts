import { db, type Prisma, type Tx } from "@/db/client";
import { contactHoursOf, type ContactHours } from "@/lib/contact-hours";
import type { Language } from "@/language/languages";
import { unseal } from "@/lib/tokens";
import type { FollowUpKind, SuppressionCause } from "@/db/enums";
import { FOLLOW_UP_KINDS, type AskingKind } from "./kinds";
import type { Invitation, StopFacts } from "./rules";
import type { OwnWords } from "./settings/rules/filling";
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
    select: {
      title: true,
      completedAt: true,
      client: {
        select: {
          id: true,
          name: true,
          caseOpenedAt: true,
          studio: { include: { switchedOff: true, wall: { select: { slug: true } } } },
          _count: { select: { projects: { where: { completedAt: null } } } },
        },
      },
    },
  },
  contact: {
    select: { id: true, name: true, address: true, zone: true, country: true, language: true },
  },
} satisfies Prisma.FollowUpSelect;

type Row = Prisma.FollowUpGetPayload<{ select: typeof fields }>;
type Studio = NonNullable<Row["project"]>["client"]["studio"];
/** A follow-up about a project, with all that the stop rules ask about it. */
export type Planned = Omit<Row, "project" | "projectId"> & {
  projectId: string;
  project: NonNullable<Row["project"]>;
  studio: Studio;
  /** Everyone with this address in the studio is one person: whom a cool-down and a "no" belong to. */
  personKey: string;
  contactHours: ContactHours;
  facts: StopFacts;
  /** The link of the question asked, sealed, while it is kept. */
  linkCipher: Uint8Array | null;
  /** When the question was asked: when its email was sent, or was written while it waits. */
  askedAt: Date | null;
};

const ASKING_KINDS = FOLLOW_UP_KINDS.filter((kind) => kind !== "THANK_YOU");

/** Returns the follow-ups that ask something with their facts, the first due first, at most `take`. */
export async function listPlanned(
  within: Pick<Tx, "followUp" | "suppression" | "$queryRaw">,
  where: Prisma.FollowUpWhereInput,
  take: number,
): Promise<Planned[]> {
  const rows = await within.followUp.findMany({
    where: { ...where, kind: where.kind ?? { in: ASKING_KINDS } },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take,
    select: fields,
  });
  // One after the other: a transaction has one connection.
  const people = await listPeople(within, [...new Set(rows.map((row) => row.contactId))]);
  const suppressed = await listSuppressed(within, rows);
  return rows.flatMap(({ project, projectId, ...row }) => {
    if (!project || !projectId) return [];
    const { studio } = project.client;
    const personKey = addressKey(row.freelancerId, row.contact.address);
    const person = people.get(row.contactId) ?? nobody;
    const survey = surveyOf(person, projectId, row.contactId);
    return {
      ...row,
      project,
      projectId,
      studio,
      personKey,
      linkCipher: survey?.tokenCipher ?? null,
      askedAt: survey?.invitedAt ?? null,
      contactHours: contactHoursOf(row.contact, studio),
      facts: {
        ...projectFacts(project, row.kind),
        optedOutAt: person.optedOutAt,
        suppressedFor: suppressed.get(personKey) ?? null,
        lastAskedAt: lastAskedAt(person.asked),
        lastInvitedAt: person.invitedAt,
        survey: survey ?? null,
      },
    };
  });
}

/** Returns what a project, its client and the studio say about a follow-up of this kind. */
function projectFacts({ completedAt, client }: Planned["project"], kind: FollowUpKind) {
  const { caseOpenedAt, studio } = client;
  return {
    // The query finds no thank-yous.
    kind: kind as AskingKind,
    hasOpenProject: client._count.projects > 0,
    hasWall: studio.wall !== null,
    turnedOffAt: studio.switchedOff.find((one) => one.kind === kind)?.offAt ?? null,
    completedAt,
    caseOpenedAt,
    coolDownDays: studio.coolDownDays,
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

function lastAskedAt(asked: Asked[]): Date | null {
  const counted = asked.filter((one) => one.invitation !== "stopped");
  const times = counted.map((one) => one.invitedAt.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

type Person = { optedOutAt: Date | null; asked: Asked[]; invitedAt: Date | null };
const nobody: Person = { optedOutAt: null, asked: [], invitedAt: null };

function surveyOf({ asked }: Person, projectId: string, contactId: string): Asked | undefined {
  return asked.find((one) => one.projectId === projectId && one.contactId === contactId);
}

/**
 * What these contacts, and everybody with their address in the same studio, were asked, when they were last asked for
 * a testimonial, and since when one of them wants no surveys: one person may be a contact of two clients. An
 * invitation that was cancelled or skipped before it was sent, wherever that was done, asked nobody; one whose status
 * is not known counts as asked.
 */
async function listPeople(
  within: Pick<Tx, "$queryRaw">,
  contactIds: string[],
): Promise<Map<string, Person>> {
  const rows = await within.$queryRaw<
    { forId: string; optedOutAt: Date | null; asked: Asked | null; invitedAt: Date | null }[]
  >`
    SELECT me."id" AS "forId", same."optedOutAt", CASE WHEN s."id" IS NULL THEN NULL ELSE json_build_object(
      'contactId', s."contactId", 'projectId', s."projectId", 'invitedAt', coalesce(e."sentAt",
        s."invitedAt"), 'expiresAt', s."expiresAt",
      'tokenCipher', encode(s."tokenCipher", 'base64'), 'answeredAt', (SELECT min(a."answeredAt")
        FROM "Answer" a WHERE a."surveyId" = s."id"),
      'invitation', CASE WHEN e."id" IS NULL OR e."sentAt" IS NOT NULL OR e."doubtSince" IS NOT NULL THEN 'sent'
        WHEN e."skippedAt" IS NOT NULL OR e."cancelledAt" IS NOT NULL THEN 'stopped' ELSE 'waits' END) END AS "asked",
      (SELECT max(coalesce(te."sentAt", t."invitedAt")) FROM "Testimonial" t
        LEFT JOIN "FollowUp" tf ON tf."projectId" = t."projectId" AND tf."contactId" = t."contactId"
          AND tf."kind" = 'TESTIMONIAL'
        LEFT JOIN "Email" te ON te."id" = tf."emailId"
        WHERE t."contactId" = same."id" AND NOT (te."id" IS NOT NULL AND te."sentAt" IS NULL
          AND te."doubtSince" IS NULL AND te."settledAt" IS NOT NULL)) AS "invitedAt"
    FROM "Contact" me
    JOIN "Contact" same ON same."freelancerId" = me."freelancerId" AND lower(same."address") = lower(me."address")
    LEFT JOIN "Survey" s ON s."contactId" = same."id"
    LEFT JOIN "FollowUp" f ON f."projectId" = s."projectId" AND f."contactId" = s."contactId"
      AND f."kind" = 'CHECK_BACK'
    LEFT JOIN "Email" e ON e."id" = f."emailId"
    WHERE me."id" = ANY(${contactIds}::uuid[])`;
  const people = new Map<string, Person>();
  for (const { forId, optedOutAt, asked, invitedAt } of rows) {
    const person = people.get(forId) ?? nobody;
    people.set(forId, {
      optedOutAt: person.optedOutAt ?? optedOutAt,
      invitedAt: later(person.invitedAt, invitedAt),
      asked: asked ? [...person.asked, asAsked(asked)] : person.asked,
    });
  }
  return people;
}

function later(one: Date | null, other: Date | null): Date | null {
  return one && other ? (one > other ? one : other) : (one ?? other);
}

/** As JSON has it, instants are text and bytes are base64. */
function asAsked(json: { [key in keyof Asked]: unknown }): Asked {
  const { answeredAt, tokenCipher, ...rest } = json as Omit<Asked, "answeredAt" | "tokenCipher"> & {
    answeredAt: string | null;
    tokenCipher: string | null;
  };
  return {
    ...rest,
    invitedAt: new Date(rest.invitedAt),
    expiresAt: new Date(rest.expiresAt),
    answeredAt: answeredAt ? new Date(answeredAt) : null,
    tokenCipher: tokenCipher ? new Uint8Array(Buffer.from(tokenCipher, "base64")) : null,
  };
}

/** Returns the suppressed addresses among those of the rows, and why. */
async function listSuppressed(
  within: Pick<Tx, "suppression">,
  rows: Row[],
): Promise<Map<string, SuppressionCause>> {
  const addresses = [...new Set(rows.map((row) => row.contact.address.toLowerCase()))];
  const found = await within.suppression.findMany({
    where: {
      freelancerId: { in: [...new Set(rows.map((row) => row.freelancerId))] },
      address: { in: addresses },
      liftedAt: null,
    },
    select: { freelancerId: true, address: true, cause: true },
  });
  return new Map(found.map((one) => [addressKey(one.freelancerId, one.address), one.cause]));
}

function addressKey(freelancerId: string, address: string): string {
  return `${freelancerId} ${address.toLowerCase()}`;
}

/**
 * Returns the freelancer's own words for a kind of follow-up in a language, or null for the default
 * words.
 */
export async function findOwnText(
  freelancerId: string,
  kind: FollowUpKind,
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
