import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma } from "@/db/client";
import { cancelEach } from "@/features/follow-ups/commands";
import { standardWords } from "@/features/follow-ups/emails";
import { turnedOff, type Kind } from "@/features/follow-ups/rules";
import type { Language } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { notFound, Refusal } from "@/lib/errors";
import { notifyStudio } from "@/live/notify";
import { faultIn, type OwnWords } from "./rules";
import type { FollowUpSettings } from "./schema";

const switches = {
  THANK_YOU: "thankYouOffAt",
  CHECK_BACK: "checkBackOffAt",
  REMINDER: "reminderOffAt",
} as const;

export type TurnedOff = { kind: Kind; cancelled: number };

/**
 * Saves when follow-ups are sent and which kinds are on. Turning a kind off cancels what is planned
 * or held of it, in the same transaction; turning it on plans nothing by itself. Planned follow-ups
 * keep their time. Returns what was turned off, and how many were cancelled.
 */
export async function arrangeFollowUps(
  scope: Scope,
  input: FollowUpSettings,
  now: Date,
): Promise<TurnedOff[]> {
  const { leaves, ...rest } = input;
  return inTransaction(async (tx) => {
    await tx.$queryRaw(
      Prisma.sql`SELECT 1 FROM "Studio" WHERE "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`,
    );
    const studio = await tx.studio.findUnique({
      where: { freelancerId: scope.freelancerId },
      select: { thankYouOffAt: true, checkBackOffAt: true, reminderOffAt: true },
    });
    if (!studio) throw notFound("studio");
    const times: Partial<Record<(typeof switches)[Kind], Date | null>> = {};
    const turned: TurnedOff[] = [];
    for (const kind of ["THANK_YOU", "CHECK_BACK", "REMINDER"] as const) {
      const isOn = leaves.includes(kind);
      times[switches[kind]] = isOn ? null : (studio[switches[kind]] ?? now);
      if (isOn || studio[switches[kind]]) continue;
      turned.push({
        kind,
        cancelled: (
          await cancelEach(tx, { freelancerId: scope.freelancerId, kind }, turnedOff(kind), now)
        ).length,
      });
    }
    await tx.studio.update({
      where: { freelancerId: scope.freelancerId },
      data: { ...rest, ...times },
    });
    await notifyStudio(tx, scope.freelancerId);
    return turned;
  });
}

type Which = { kind: Kind; language: Language };

/**
 * Saves the freelancer's own words for a kind of follow-up in a language, from the next email on.
 * Refused when a variable cannot be filled in. Saving the default words removes the own ones.
 */
export async function keepOwnText(scope: Scope, input: OwnWords & Which): Promise<void> {
  refuseFaults(input);
  const { kind, language, subject, text } = input;
  const standard = standardWords(localeOf(language), kind);
  if (subject === standard.subject && text === standard.text)
    return dropOwnText(scope, { kind, language });
  const key = { freelancerId: scope.freelancerId, kind, language };
  await inTransaction((tx) =>
    tx.ownText.upsert({
      where: { freelancerId_kind_language: key },
      create: { ...key, subject, text },
      update: { subject, text },
    }),
  );
}

/** Goes back to the default words. */
export async function dropOwnText(scope: Scope, { kind, language }: Which): Promise<void> {
  await inTransaction((tx) =>
    tx.ownText.deleteMany({ where: { freelancerId: scope.freelancerId, kind, language } }),
  );
}

/** Refuses own words that cannot be made into an email, naming the field and the problem. */
export function refuseFaults(own: OwnWords): void {
  for (const [field, label] of [
    ["subject", "Subject"],
    ["text", "Text"],
  ] as const) {
    const fault = faultIn(label, own[field]);
    if (fault) throw new Refusal("invalid", fault, field);
  }
}
