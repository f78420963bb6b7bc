import { cut } from "@/lib/cut";
import type { FollowUpKind } from "@/db/enums";
import { FOLLOW_UP_KINDS, isOn } from "@/features/follow-ups/kinds";
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
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", at + 1)) {
    const inside = /^\{([^{}\n]*)\}/.exec(text.slice(at))?.[1];
    if (inside === undefined)
      return `${label}: a brace is not closed at “${shortened(text.slice(at))}”. Write it as {project}.`;
    if (!variableOf(inside))
      return (
        `${label}: {${shortened(inside)}} is not known. You can use ` +
        `${variables.map((name) => `{${name}}`).join(", ")}.`
      );
  }
  return null;
}

/** The words with the values in place of their variables, in one pass: a brace in a value stays a brace. */
export function fillWords(text: string, values: Values): string {
  return text.replace(/\{([^{}\n]*)\}/g, (whole, inside: string) => {
    const name = variableOf(inside);
    return name ? values[name] : whole;
  });
}

function variableOf(inside: string) {
  const asked = inside.trim().replace(/\s+/g, " ").toLowerCase();
  return variables.find((name) => name === asked);
}

function shortened(text: string): string {
  return cut(text.split("\n")[0] ?? "", 25);
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
