import type { Day } from "@/lib/dates";
import { forStudio, forSubcontractor } from "@/features/history/rules";

type Titled = { title: string };

/** What happens between a freelancer and those who work for them. */
export const subcontractorKinds = {
  "subcontractor.added": forStudio(null),
  "subcontractor.corrected": forSubcontractor(null),
  "subcontractor.linkRenewed": forSubcontractor(null),
  "subcontractor.linkRevoked": forSubcontractor(null),
  "subcontractor.linkLimited": forSubcontractor(null),
  "subcontractor.unsubscribed": forStudio(null),
  "subcontractor.resubscribed": forStudio(null),
  "assignment.begun": forSubcontractor<Titled>(
    ({ whom, data }) => `“${data.title}” given to ${whom}.`,
  ),
  "assignment.described": forSubcontractor<Titled>(null),
  "assignment.done": forSubcontractor<Titled>(
    ({ whom, data }) => `“${data.title}”, with ${whom}, is done.`,
  ),
  "assignment.reopened": forSubcontractor<Titled>(
    ({ whom, data }) => `“${data.title}”, with ${whom}, is open again.`,
  ),
  "assignmentDate.promised": forSubcontractor<Titled & { on: Day }>(
    ({ whom, data, day }) => `“${data.title}” with ${whom} agreed for ${day(data.on)}.`,
  ),
  "assignmentDate.moved": forSubcontractor<Titled & { from: Day; to: Day }>(
    ({ whom, data, day }) =>
      `“${data.title}” with ${whom} moved from ${day(data.from)} to ${day(data.to)}.`,
  ),
  "assignmentDate.kept": forSubcontractor<Titled>(
    ({ whom, data }) => `“${data.title}” with ${whom} done.`,
  ),
  "assignmentDate.reopened": forSubcontractor<Titled>(
    ({ whom, data }) => `“${data.title}” with ${whom} is open again.`,
  ),
  "assignmentDate.removed": forSubcontractor<Titled>(
    ({ whom, data }) => `“${data.title}” with ${whom} deleted.`,
  ),
  "assignmentMessage.posted": forSubcontractor(({ who, whom }) =>
    who === whom ? `${who} wrote a message.` : `You wrote to ${whom}.`,
  ),
  "assignmentMessage.seen": forSubcontractor(null),
  "assignmentMessage.settled": forSubcontractor(null),
  "assignmentFile.stored": forSubcontractor<{ name: string }>(({ who, whom, data }) =>
    who === whom ? `${who} sent ${data.name}.` : `You sent ${data.name} to ${whom}.`,
  ),
  "assignmentFile.removed": forSubcontractor<{ name: string }>(
    ({ whom, data }) => `${data.name} for ${whom} deleted.`,
  ),
  "assignmentQuestion.asked": forSubcontractor(
    ({ whom }) => `${whom} was asked whether you were good to work with.`,
  ),
  "assignmentQuestion.skipped": forStudio(({ whom }) => `${whom} was not asked.`),
  "assignmentQuestion.answered": forSubcontractor(
    ({ whom }) => `${whom} said how it was to work with you.`,
  ),
  "assignmentQuestion.noted": forStudio(null),
};
