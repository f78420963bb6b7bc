import { randomUUID } from "node:crypto";
import { addWorkingDays, instantAt, type Day } from "@/lib/dates";
import { ZONE } from "./calendar";
import type { Delivery } from "./deliveries";
import type { Rows, Write } from "./history";

const at = (day: Day, time: string) => instantAt(day, time, ZONE);

/** What was asked and replied, a few days after the project began. */
export function tellThread(
  { messages }: Rows,
  write: Write,
  whose: { freelancerId: string; projectId: string; clientId: string; contactId: string },
  { asked }: Delivery,
  begunOn: Day,
): void {
  const { contactId, ...thread } = whose;
  asked.forEach(({ question, reply, minutes, by = "PORTAL" as const }, n) => {
    const day = addWorkingDays(begunOn, 2 + n);
    const askedAt = at(day, "09:15");
    const repliedAt = afterWork(day, minutes);
    const line = (text: string, writtenAt: Date, more: { contactId?: string; seenAt?: Date }) =>
      messages.push({
        ...thread,
        ...more,
        text,
        writtenAt,
        formKey: randomUUID(),
        channel: by,
        loggedAt: by === "PHONE" ? writtenAt : null,
      });
    line(question, askedAt, { contactId });
    line(reply, repliedAt, { seenAt: repliedAt });
    write("message.posted", askedAt, { contactId });
    write("message.posted", repliedAt);
  });
}

/** How much of the day is left at a quarter past nine, in minutes. */
const REST_OF_DAY = 465;

/** So many minutes of work after a quarter past nine, in Studio Holm's hours. */
function afterWork(day: Day, minutes: number): Date {
  const [on, start, rest] =
    minutes <= REST_OF_DAY
      ? [day, "09:15", minutes]
      : [addWorkingDays(day, 1), "09:00", minutes - REST_OF_DAY];
  return new Date(at(on, start).getTime() + rest * 60_000);
}
