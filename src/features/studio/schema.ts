import { z } from "zod";
import { address, line, zone } from "@/lib/fields";

const time = (label: string) => z.string(`${label}: please choose a time.`).regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${label}: please write it as 09:00.`);

const studioFields = z.object({
  freelancerName: line("Your name", 80),
  name: line("Studio name", 80),
  zone: zone("Time zone"),
  replyTo: address("Replies go to"),
  workDays: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.enum(["1", "2", "3", "4", "5", "6", "7"])).min(1, "Working days: please choose at least one.").max(7),
  ),
  opensAt: time("Opens at"),
  closesAt: time("Closes at"),
});

const spanIsRight = (input: { opensAt: string; closesAt: string }) => input.opensAt < input.closesAt;
const spanMessage = { path: ["closesAt"], message: "Closes at: this must be later than the opening." };

export const firstSteps = studioFields.refine(spanIsRight, spanMessage);
export type FirstSteps = z.infer<typeof firstSteps>;

const count = (label: string, least: number, most: number) =>
  z
    .string(`${label}: please write a number.`)
    .trim()
    .regex(/^\d{1,6}$/, `${label}: please write a whole number.`)
    .transform(Number)
    .pipe(z.number().min(least, `${label}: please write ${least} or more.`).max(most, `${label}: please write ${most} or less.`));

export const studioSettings = studioFields
  .extend({
    letterHoldSeconds: count("Hold before a letter leaves", 0, 86_400),
    batchSeconds: count("Gather small news for", 0, 86_400),
    checkBackWorkingDays: count("Check-back after", 1, 60),
    coolDownDays: count("Ask one person at most every", 0, 730),
  })
  .refine(spanIsRight, spanMessage);
export type StudioSettings = z.infer<typeof studioSettings>;

/** The freelancer's own days off, as they stand in the database. */
export const ownDaysOff = z.array(z.string().max(10)).max(400);

/** How working hours stand in the database. */
const spans = z.array(z.tuple([z.string(), z.string()])).max(6);
export const hours = z.object({ "1": spans, "2": spans, "3": spans, "4": spans, "5": spans, "6": spans, "7": spans });
