import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { fillReply } from "@/features/saved-replies/rules";
import { answersBy } from "@/features/studio/rules";
import { localeOf } from "@/language/locale";
import { dayIn } from "@/lib/dates";
import { firstName } from "@/lib/names";

/** Returns the studio's saved replies as they read for a project's contact, in their days and times. */
export function filledReplies({ project, studio, replies, clock: { now } }: ProjectFacts) {
  const { contact, client, title, deadlines } = project;
  const locale = localeOf(contact.language);
  const today = dayIn(contact.zone, now);
  const next = deadlines
    .filter((deadline) => !deadline.metAt && deadline.promisedOn >= dayIn(studio.zone, now))
    .toSorted((a, b) => (a.promisedOn < b.promisedOn ? -1 : 1))[0];
  const answer = answersBy(studio, now);
  const values = {
    "first name": firstName(contact.name),
    client: client.name,
    project: title,
    "next date": next ? locale.dayName(next.promisedOn, today) : null,
    "answer by": answer && locale.timeName(answer, contact.zone, today),
    "my name": studio.freelancerName,
  };
  return replies.map(({ id, name, text }) => ({ id, name, text: fillReply(text, values) }));
}
