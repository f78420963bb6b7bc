import type { Scope, SubcontractorScope } from "@/auth/scope";
import { db } from "@/db/client";
import { lookColumns } from "@/features/studio/look/rules";
import { languageOf } from "@/language/languages";
import { fromDateColumn } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { clientPath } from "@/lib/client-paths";
import { unseal } from "@/lib/tokens";

/** Returns the freelancer's subcontractors by name, each with how many assignments are open. */
export async function listSubcontractors({ freelancerId }: Scope) {
  const rows = await db().subcontractor.findMany({
    where: { freelancerId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      address: true,
      linkRevokedAt: true,
      _count: { select: { assignments: { where: { doneAt: null } } } },
    },
  });
  return rows.map(({ _count, ...one }) => ({ ...one, openAssignments: _count.assignments }));
}

/** Returns a subcontractor with the address of their page, and their assignments, the newest first. */
export async function getSubcontractor({ freelancerId }: Scope, subcontractorId: string) {
  const found = await db().subcontractor.findUnique({
    where: { id: subcontractorId, freelancerId },
    select: {
      id: true,
      name: true,
      address: true,
      zone: true,
      country: true,
      language: true,
      linkCipher: true,
      linkRevokedAt: true,
      linkLastOn: true,
      optedOutAt: true,
      assignments: {
        orderBy: [{ begunAt: "desc" }, { id: "desc" }],
        select: { id: true, title: true, doneAt: true, project: { select: { title: true } } },
      },
    },
  });
  if (!found) throw notFound("subcontractor");
  const { linkCipher, linkRevokedAt, linkLastOn, language, ...rest } = found;
  return {
    ...rest,
    language: languageOf(language),
    /** The path of their page; null where the link is revoked. */
    desk: linkRevokedAt ? null : clientPath.desk(unseal("subcontractor-link", linkCipher)),
    lastOn: linkLastOn && fromDateColumn(linkLastOn),
  };
}

export type SubcontractorFacts = Awaited<ReturnType<typeof getSubcontractor>>;

/** Returns what a subcontractor's unsubscribe page shows. */
export async function getDeskSubscription(scope: SubcontractorScope) {
  const found = await db().subcontractor.findUnique({
    where: { id: scope.subcontractorId, freelancerId: scope.freelancerId },
    select: {
      name: true,
      zone: true,
      language: true,
      optedOutAt: true,
      studio: { select: { ...lookColumns, freelancerName: true } },
    },
  });
  if (!found) throw notFound("subcontractor");
  const { studio, language, ...rest } = found;
  return {
    ...rest,
    language: languageOf(language),
    freelancerName: studio.freelancerName,
    look: studio,
  };
}

export type DeskStopFacts = Awaited<ReturnType<typeof getDeskSubscription>>;
