import type { FollowUpKind } from "@/db/enums";
import { FOLLOW_UP_KINDS, isOn } from "@/features/follow-ups/kinds";
import type { Say, StudioKey } from "@/language/say";
import { faultInVariables } from "@/lib/variables";
import { variables } from "./rules/filling";
import type { FollowUpSettings } from "./schema";

/** The most paragraphs own words may have. */
const MOST_PARAGRAPHS = 40;

/**
 * Returns what is wrong with own words, as one sentence that names the field and the problem; null
 * when they are fine.
 */
export function faultIn(label: string, text: string, t: Say): string | null {
  if (text.split(/\n{2,}/).length > MOST_PARAGRAPHS)
    return t("followUps.paragraphs", { label, most: MOST_PARAGRAPHS });
  return faultInVariables(label, text, variables, t);
}

/** Returns a studio's row as the form of its follow-ups has it. */
export function followUpSettingsOf(
  studio: Omit<FollowUpSettings, "kinds"> & { switchedOff: { kind: FollowUpKind }[] },
): FollowUpSettings {
  return {
    kinds: FOLLOW_UP_KINDS.filter((kind) => isOn(studio, kind)),
    followUpsFrom: studio.followUpsFrom,
    followUpsUntil: studio.followUpsUntil,
    checkBackWorkingDays: studio.checkBackWorkingDays,
    signOffWorkingDays: studio.signOffWorkingDays,
    reminderDays: studio.reminderDays,
    quietMonths: studio.quietMonths,
    coolDownDays: studio.coolDownDays,
  };
}

export const followUpLabels: { [Name in keyof FollowUpSettings]: StudioKey } = {
  kinds: "followUps.settings.kinds",
  followUpsFrom: "followUps.settings.from",
  followUpsUntil: "followUps.settings.until",
  checkBackWorkingDays: "followUps.settings.checkBackAfter",
  signOffWorkingDays: "followUps.settings.signOffAfter",
  reminderDays: "followUps.settings.reminderAfter",
  quietMonths: "followUps.settings.quietAfter",
  coolDownDays: "followUps.settings.coolDown",
};
