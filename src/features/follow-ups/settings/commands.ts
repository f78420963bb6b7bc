import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import type { FollowUpKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { standardWords } from "@/features/follow-ups/emails";
import { FOLLOW_UP_KINDS } from "@/features/follow-ups/kinds";
import { byFreelancer, record } from "@/features/history/commands";
import type { Language } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { say, type StudioKey } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import { faultIn } from "./rules";
import type { OwnWords } from "./rules/filling";

/**
 * Turns kinds of follow-up on and off, in the caller's transaction, which holds the studio. Returns
 * those that were on and are off now.
 */
export async function saveSwitches(
  tx: Tx,
  scope: Scope,
  on: FollowUpKind[],
  now: Date,
): Promise<FollowUpKind[]> {
  const { freelancerId } = scope;
  const off = FOLLOW_UP_KINDS.filter((kind) => !on.includes(kind));
  await tx.followUpSwitch.deleteMany({ where: { freelancerId, kind: { in: on } } });
  const turned = await tx.followUpSwitch.createManyAndReturn({
    data: off.map((kind) => ({ freelancerId, kind, offAt: now })),
    skipDuplicates: true,
    select: { kind: true },
  });
  return turned.map(({ kind }) => kind);
}

const labels: Record<keyof OwnWords, StudioKey> = {
  subject: "followUps.subject",
  text: "followUps.words",
};

type Which = { kind: FollowUpKind; language: Language };

/**
 * The freelancer's own words for a kind of follow-up in a language, from the next email on. Refused
 * with a sentence when its variables cannot be filled in. The standard words are none of one's own.
 */
export async function saveOwnText(
  scope: Scope,
  input: OwnWords & Which,
  seen: Seen = {},
): Promise<void> {
  refuseFaults(input);
  const { kind, language, ...words } = input;
  const standard = standardWords(localeOf(language), kind);
  const key = { freelancerId: scope.freelancerId, kind, language };
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const own = await tx.ownText.findUnique({
      where: { freelancerId_kind_language: key },
      select: { subject: true, text: true },
    });
    const before = own ?? { subject: standard.subject, text: standard.text };
    const { subject, text } = { ...before, ...changesIn(words, before, seen, labels) };
    if (subject === standard.subject && text === standard.text) {
      await tx.ownText.deleteMany({ where: key });
      await record(tx, { ...byFreelancer(scope), kind: "ownText.dropped" });
      return;
    }
    await tx.ownText.upsert({
      where: { freelancerId_kind_language: key },
      create: { ...key, subject, text },
      update: { subject, text },
    });
    await record(tx, { ...byFreelancer(scope), kind: "ownText.saved" });
  });
}

/** Goes back to the default words. */
export async function dropOwnText(scope: Scope, { kind, language }: Which): Promise<void> {
  await inTransaction(async (tx) => {
    const which = { freelancerId: scope.freelancerId, kind, language };
    await tx.ownText.deleteMany({ where: which });
    await record(tx, { ...byFreelancer(scope), kind: "ownText.dropped" });
  });
}

/** Refuses own words that cannot be made into an email, naming the field and the problem. */
export function refuseFaults(own: OwnWords): void {
  for (const field of ["subject", "text"] as const) {
    const fault = faultIn(say(labels[field]), own[field], say);
    if (fault) throw new Refusal("invalid", fault, field);
  }
}
