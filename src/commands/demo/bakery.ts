import { keepTemplate } from "@/features/projects/templates/commands";
import { addDays } from "@/lib/dates";
import { beginProject } from "@/workflows/begin-project/commands";
import type { Demo } from "./calendar";
import { checklist, line, note, person, promise } from "./past";

/** Chidi Okafor and the website for market days. Returns the contact's id. */
export async function bakery({ scope, today, day, at }: Demo): Promise<string> {
  const chidi = await person(
    scope,
    "Okafor Bakery",
    "Chidi Okafor",
    "chidi@example.com",
    "Europe/London",
  );
  const market = await beginProject(scope, {
    contactId: chidi,
    title: "Market-day website",
    summary: "One page that says where the van is, and takes orders until six the evening before.",
  });
  await promise(
    scope,
    market,
    "First page with the van's week",
    addDays(today, -4),
    at(-5, "16:40"),
  );
  await promise(scope, market, "Photographs of the six loaves", day(4), null, "CLIENT");
  await promise(scope, market, "Order form, ready to try", day(7), null, "FREELANCER", day(5));
  await line(
    scope,
    market,
    null,
    "The first page is up for you to look at. Does the week read right to you?",
    at(-5, "16:45"),
  );
  await note(
    scope,
    market,
    "The van’s week shows on a phone without scrolling sideways.",
    at(-5, "16:30"),
  );
  await line(
    scope,
    market,
    chidi,
    "Called from the van: the loaves are photographed on Saturday, before the shop opens.",
    at(-3, "11:05"),
    { loggedAs: "PHONE" },
  );
  await note(
    scope,
    market,
    "Orders close by themselves at six the evening before.",
    at(-1, "15:15"),
  );
  await note(
    scope,
    market,
    "The page opens in under a second at the market, on one bar of signal.",
    null,
  );
  const live = [
    "Read it aloud once",
    "Try the order form on a phone",
    "Ask somebody who has never seen it",
    "Back up the old page",
  ];
  await checklist(scope, market, live, 1);
  await keepTemplate(scope, { projectId: market, name: "Before a page goes live" });
  await line(
    scope,
    market,
    chidi,
    "Reads well. We are at Eastgate on Thursdays from next week, not Wednesdays: can you change that?",
    at(-1, "17:48"),
  );
  return chidi;
}
