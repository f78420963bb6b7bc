import { cache } from "react";
import { readConversation } from "@/app/(studio)/conversation/read";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { getBusinessFile } from "@/features/business-file/queries";
import { listPeopleOf } from "@/features/clients/queries";
import { findOpenCase } from "@/features/cases/queries";
import { listRemedies } from "@/features/remedies/queries";
import { listLinks } from "@/features/files/links/queries";
import { listFiles } from "@/features/files/queries";
import { listTimeline } from "@/features/follow-ups/timeline/queries";
import { listHistory } from "@/features/history/queries";
import { waitingSince } from "@/features/messages/rules";
import { listChecklist } from "@/features/projects/checklist/queries";
import { listTemplates } from "@/features/projects/templates/queries";
import { listExtras } from "@/features/projects/extras/queries";
import { getProject } from "@/features/projects/queries";
import { listNotes } from "@/features/projects/work-notes/queries";
import { listAssignments } from "@/features/subcontractors/assignments/queries";
import { listRounds } from "@/features/sign-offs/queries";
import { listRequests } from "@/features/requests/queries";
import { listReplies } from "@/features/saved-replies/queries";
import { dayIn } from "@/lib/dates";
import { readTraces } from "@/workflows/delete-project/queries";
import { whyKept } from "@/workflows/delete-project/rules";

/** As many of the latest facts as the page shows; the rest has a page of its own. */
const LATEST = 6;

/** Read once for the tab's title and the page. */
export const readProject = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getProject(scope, id));
});

/** Returns all that a project's page shows; each part takes what it needs of it. */
export async function readProjectPage(params: WithId["params"]) {
  const { scope, studio, now } = await requireFreelancer();
  const project = await readProject(await idIn(params));
  const today = dayIn(studio.zone, now);
  const people = await listPeopleOf(scope, project.client.id);
  const asked = { scope, projectId: project.id, clientId: project.client.id, people, studio, now };
  const [
    conversation,
    business,
    files,
    links,
    checklist,
    templates,
    work,
    extras,
    followUps,
    history,
    remedies,
    openCase,
    replies,
    assignments,
    signOffs,
    requests,
    traces,
  ] = await Promise.all([
    readConversation(asked),
    getBusinessFile(scope, project.client.id),
    listFiles(scope, project.id),
    listLinks(scope, project.id),
    listChecklist(scope, project.id),
    listTemplates(scope),
    listNotes(scope, project.id),
    listExtras(scope, project.id),
    listTimeline(scope, project.id, now),
    listHistory(scope, project.id, { language: studio.language, today }, { take: LATEST }),
    listRemedies(scope, { ...project, projectId: project.id, clientId: project.client.id }),
    findOpenCase(scope, project.client.id),
    listReplies(scope),
    listAssignments(scope, project.id),
    listRounds(scope, project.id),
    listRequests(scope, project.id),
    readTraces(scope, project.id),
  ]);
  return {
    project,
    conversation,
    business,
    studio,
    today,
    clock: { zone: studio.zone, now },
    files,
    links,
    checklist,
    templates,
    work,
    extras,
    followUps,
    history,
    remedies,
    openCase,
    replies,
    assignments,
    signOffs,
    requests,
    people,
    /** Why it can't be deleted; null where nothing of it has reached anybody. */
    whyKept: whyKept(traces),
    /** Whether to write is the page's main action: the client waits, or the project is completed. */
    callsForWords: project.completedAt !== null || waitingSince(conversation.lines) !== null,
  };
}

export type ProjectFacts = Awaited<ReturnType<typeof readProjectPage>>;
