import { z } from "zod";
import { say, type StudioKey } from "@/language/say";

/** How long can be chosen; empty is for ever. */
export const MONTHS = [3, 6, 12, 24, 36, 60, 120] as const;

const months = (label: StudioKey) =>
  z
    .enum(["", ...MONTHS.map(String)], {
      error: () => say("fields.chooseOne", { label: say(label) }),
    })
    .transform((value) => (value === "" ? null : Number(value)));

export const retentionChoice = z.object({
  emailMonths: months("retention.emails"),
  receivedMonths: months("retention.received"),
  historyMonths: months("retention.history"),
  linkMonths: months("retention.links"),
});
export type RetentionChoice = z.infer<typeof retentionChoice>;
