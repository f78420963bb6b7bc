import { z } from "zod";

/** How long can be chosen; empty is for ever. */
export const MONTHS = [3, 6, 12, 24, 36, 60, 120] as const;

const months = (label: string) =>
  z
    .enum(["", ...MONTHS.map(String)], `${label}: please choose one.`)
    .transform((value) => (value === "" ? null : Number(value)));

export const retentionChoice = z.object({
  emailMonths: months("Words of emails"),
  receivedMonths: months("Received emails"),
  historyMonths: months("History"),
  linkMonths: months("Private links"),
});
export type RetentionChoice = z.infer<typeof retentionChoice>;
