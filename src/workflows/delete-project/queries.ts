import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { notFound } from "@/lib/errors";
import type { Traces } from "./rules";

const some = { some: {} } as const;

/** Returns what of a project has reached somebody. */
export async function readTraces(
  scope: Scope,
  projectId: string,
  within: Pick<Tx, "project" | "email"> = db(),
): Promise<Traces> {
  const { freelancerId } = scope;
  const own = { id: projectId, freelancerId };
  if ((await within.project.count({ where: own })) === 0) throw notFound("project");
  const count = (OR: object[]) => within.project.count({ where: { ...own, OR } });
  const isGathered = { some: { gatheredAt: { not: null } } };
  return {
    completed: await within.project.count({ where: { ...own, completedAt: { not: null } } }),
    emails: await within.email.count({
      where: {
        projectId,
        freelancerId,
        OR: [{ frozenAt: { not: null } }, { sentAt: { not: null } }],
      },
    }),
    told: await count([{ workNotes: isGathered }, { extras: isGathered }]),
    fromClient: await count([
      { messages: { some: { OR: [{ contactId: { not: null } }, { seenAt: { not: null } }] } } },
      { files: { some: { contactId: { not: null } } } },
      { inboundEmails: some },
      { signOffs: { some: { closedById: { not: null } } } },
      { surveys: some },
      { testimonials: some },
    ]),
    assignments: await count([{ assignments: some }]),
    wrong: await count([
      { cases: some },
      { complaints: some },
      { ledger: some },
      { remedies: some },
      { remedyMisses: some },
    ]),
  };
}
