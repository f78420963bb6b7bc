import { forStudio, forSubcontractor } from "@/features/history/rules";
import type { Say } from "@/language/say";
import type { Day } from "@/lib/dates";

type Titled = { title: string };
type About = Titled & { whom: string };

/** A pay date has no title of its own. */
const named = (t: Say, { title }: Titled, whom: string): About => ({
  title: title || t("subcontractors.payment"),
  whom,
});

/** What happens between a freelancer and those who work for them. */
export const subcontractorKinds = {
  "subcontractor.added": forStudio(null),
  "subcontractor.corrected": forSubcontractor(null),
  "subcontractor.linkRenewed": forSubcontractor(null),
  "subcontractor.linkRevoked": forSubcontractor(null),
  "subcontractor.linkLimited": forSubcontractor(null),
  "subcontractor.unsubscribed": forStudio(null),
  "subcontractor.resubscribed": forStudio(null),
  "assignment.begun": forSubcontractor<Titled>(({ t, whom, data }) =>
    t("subcontractors.did.begun", named(t, data, whom)),
  ),
  "assignment.described": forSubcontractor<Titled>(null),
  "assignment.done": forSubcontractor<Titled>(({ t, whom, data }) =>
    t("subcontractors.did.done", named(t, data, whom)),
  ),
  "assignment.reopened": forSubcontractor<Titled>(({ t, whom, data }) =>
    t("subcontractors.did.reopened", named(t, data, whom)),
  ),
  "assignmentDate.promised": forSubcontractor<Titled & { on: Day }>(({ t, whom, data, day }) =>
    t("subcontractors.did.promised", { ...named(t, data, whom), day: day(data.on) }),
  ),
  "assignmentDate.moved": forSubcontractor<Titled & { from: Day; to: Day }>(
    ({ t, whom, data, day }) =>
      t("subcontractors.did.moved", {
        ...named(t, data, whom),
        from: day(data.from),
        to: day(data.to),
      }),
  ),
  "assignmentDate.kept": forSubcontractor<Titled>(({ t, whom, data }) =>
    t("subcontractors.did.kept", named(t, data, whom)),
  ),
  "assignmentDate.reopened": forSubcontractor<Titled>(({ t, whom, data }) =>
    t("subcontractors.did.unkept", named(t, data, whom)),
  ),
  "assignmentDate.removed": forSubcontractor<Titled>(({ t, whom, data }) =>
    t("subcontractors.did.removed", named(t, data, whom)),
  ),
  "assignmentMessage.posted": forSubcontractor(({ t, who, whom }) =>
    t(who ? "subcontractors.did.wrote" : "subcontractors.did.youWrote", { whom }),
  ),
  "assignmentMessage.seen": forSubcontractor(null),
  "assignmentMessage.settled": forSubcontractor(null),
  "assignmentFile.stored": forSubcontractor<{ name: string }>(({ t, who, whom, data: { name } }) =>
    t(who ? "subcontractors.did.sent" : "subcontractors.did.youSent", { whom, name }),
  ),
  "assignmentFile.removed": forSubcontractor<{ name: string }>(({ t, whom, data: { name } }) =>
    t("subcontractors.did.fileRemoved", { whom, name }),
  ),
  "assignmentQuestion.asked": forSubcontractor(({ t, whom }) =>
    t("subcontractors.did.asked", { whom }),
  ),
  "assignmentQuestion.skipped": forStudio(({ t, whom }) =>
    t("subcontractors.did.notAsked", { whom }),
  ),
  "assignmentQuestion.answered": forSubcontractor(({ t, whom }) =>
    t("subcontractors.did.answered", { whom }),
  ),
  "assignmentQuestion.noted": forStudio(null),
};
