import type { FollowUpKind } from "@/db/enums";
import { FOLLOW_UP_KINDS, isOn } from "@/features/follow-ups/kinds";
import { faultInVariables, fillVariables } from "@/lib/variables";
import type { FollowUpSettings } from "./schema";

/** The variables own words may use, in braces. Each is filled in when the email is written. */
export const variables = ["first name", "project", "my name"] as const;

export type Values = Record<(typeof variables)[number], string>;

/** An email's subject and text in the freelancer's own words, with variables. An empty line begins a paragraph. */
export type OwnWords = { subject: string; text: string };

/** The most paragraphs own words may have. */
const MOST_PARAGRAPHS = 40;

/**
 * Returns what is wrong with own words, as one sentence that names the field and the problem; null
 * when they are fine.
 */
export function faultIn(label: string, text: string): string | null {
  if (text.split(/\n{2,}/).length > MOST_PARAGRAPHS)
    return `${label}: please keep it under ${MOST_PARAGRAPHS} paragraphs.`;
  return faultInVariables(label, text, variables);
}

/** The words with the values in place of their variables. */
export function fillWords(text: string, values: Values): string {
  return fillVariables(text, values);
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
    reminderDays: studio.reminderDays,
    quietMonths: studio.quietMonths,
    coolDownDays: studio.coolDownDays,
  };
}

export const followUpLabels: { [Name in keyof FollowUpSettings]: string } = {
  kinds: "What is sent",
  followUpsFrom: "From",
  followUpsUntil: "Until",
  checkBackWorkingDays: "Check-back after",
  reminderDays: "Reminder after",
  quietMonths: "Quiet-client check after",
  coolDownDays: "Wait between surveys to the same person",
};
