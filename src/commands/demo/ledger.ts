import { enterMishap } from "@/features/ledger/commands";
import type { NewEntry } from "@/features/ledger/schema";
import { addDays } from "@/lib/dates";
import type { Demo } from "./calendar";

type Slip = Omit<NewEntry, "happenedOn"> & { daysAgo: number };

/** What went wrong in the last year and the product could not know: with Elina's and Chidi's complaints six. */
const slips: Slip[] = [
  {
    daysAgo: 24,
    kind: "CORRECTION",
    what: "The first proof of the bindings had two captions the wrong way round",
    channel: "EMAIL",
    cause: "I placed the pictures after the text had moved.",
    learnt: "Captions are placed together with their picture.",
    costHours: 150,
  },
  {
    daysAgo: 61,
    kind: "WRONG_DELIVERY",
    what: "Sent the print file without bleed",
    channel: "EMAIL",
    cause: "An old export preset.",
    learnt: "The checklist has “bleed on every side” now.",
    costAmount: 8000,
    costCurrency: "EUR",
  },
  {
    daysAgo: 140,
    kind: "OTHER",
    what: "Forgot to call back about the van’s lettering",
    channel: "PHONE",
    cause: "It was written on paper, and the paper was at home.",
    learnt: "Calls are noted in the project while the phone is still in my hand.",
  },
  {
    daysAgo: 203,
    kind: "CORRECTION",
    what: "The shelf plan had last year’s opening hours",
    channel: "IN_PERSON",
    cause: "Copied from the old plan.",
    learnt: "Hours are asked for again each time.",
    costHours: 100,
  },
];

/** The ledger: what Mira wrote down by hand. */
export async function ledger({ scope, today }: Demo, now: Date): Promise<void> {
  for (const { daysAgo, ...slip } of slips)
    await enterMishap(scope, { ...slip, happenedOn: addDays(today, -daysAgo) }, now);
}
