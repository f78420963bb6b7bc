import type { Scope } from "@/auth/scope";
import { listOpenCases } from "@/features/cases/queries";
import { answersBy, type OffFacts } from "@/features/studio/rules";
import type { Need } from "@/features/today/needs";

export type StudioHours = { zone: string; hours: unknown } & OffFacts;

/** The open cases: those whose client has not heard yet by how bad it is, and those that are to be closed. */
export async function listCases(scope: Scope, studio: StudioHours): Promise<Need[]> {
  const rows = await listOpenCases(scope);
  return rows.map(({ firstRespondedAt, ...one }) => {
    const goalAt = answersBy(studio, one.at);
    if (firstRespondedAt || one.isRevoked) return { kind: "case to close", ...one, goalAt };
    const kind = one.verdict === "NEARLY" ? "case unanswered, nearly" : "case unanswered";
    return { kind, ...one, goalAt };
  });
}
