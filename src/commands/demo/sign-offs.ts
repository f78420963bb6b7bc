import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { happened } from "./past";

/** A promise that was put before its contact, who accepted it. */
export async function accepted(
  scope: Scope,
  projectId: string,
  title: string,
  { contactId, putAt, acceptedAt }: { contactId: string; putAt: Date; acceptedAt: Date },
): Promise<void> {
  const { id: deadlineId } = await db().deadline.findFirstOrThrow({
    where: { projectId, title },
    select: { id: true },
  });
  await db().signOff.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId,
      deadlineId,
      contactId,
      round: 1,
      putAt,
      outcome: "ACCEPTED",
      closedAt: acceptedAt,
      closedById: contactId,
      channel: "PORTAL",
    },
  });
  await happened(scope, projectId, "signOff.put", putAt, { data: { title } });
  const answered = { contactId, data: { title } };
  await happened(scope, projectId, "signOff.accepted", acceptedAt, answered);
}
