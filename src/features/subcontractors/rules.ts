import { isThanks } from "@/lib/thanks";

type Stored = {
  name: string;
  address: string;
  zone: string;
  language: string;
  country: string | null;
};

/** Returns a subcontractor's row as the form about a person has it. */
export function personOf({ name, address, zone, language, country }: Stored) {
  return { contactName: name, address, zone, language, country };
}

export const personLabels: { [Name in keyof ReturnType<typeof personOf>]: string } = {
  contactName: "subcontractors.name",
  address: "subcontractors.address",
  zone: "subcontractors.zone",
  language: "subcontractors.language",
  country: "subcontractors.holidays",
};

export type DeskLine = {
  isTheirs: boolean;
  text: string;
  writtenAt: Date;
  noReplyAt: Date | null;
};

/** Whether a line asks the freelancer for an answer: not a closing thanks, and not what needs no reply. */
export const asks = ({ isTheirs, text, noReplyAt }: DeskLine) =>
  isTheirs && !noReplyAt && !isThanks(text);

/**
 * Returns since when the subcontractor waits for a reply: their first question after the freelancer's last message.
 * Null when nothing waits. `lines` are oldest first.
 */
export function waitingSince(lines: DeskLine[]): Date | null {
  const lastAnswer = lines.findLastIndex(({ isTheirs }) => !isTheirs);
  return lines.slice(lastAnswer + 1).find(asks)?.writtenAt ?? null;
}
