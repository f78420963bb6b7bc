import { stageFile, type Staged, type Target } from "@/features/files/uploads/commands";
import type { Attachment } from "@/features/inbound/reading/read";
import { Refusal } from "@/lib/errors";

/** As many attachments of one email as become files of a project. */
const MOST_ATTACHMENTS = 50;

/**
 * Stores an email's attachments as files of the project, to appear with its line. What does not fit there (and
 * all of them where there is no project) stays with the email: `areAllKept` is then false.
 */
export async function stageAttachments(
  target: Omit<Target, "projectId" | "contactId"> & { projectId: string | null; contactId: string },
  attachments: Attachment[],
  now: Date,
): Promise<{ staged: Staged[]; areAllKept: boolean }> {
  const { projectId } = target;
  const some = attachments.filter(({ bytes }) => bytes.byteLength > 0);
  if (!projectId) return { staged: [], areAllKept: some.length === 0 };
  const staged: Staged[] = [];
  let areAllKept = some.length <= MOST_ATTACHMENTS;
  for (const file of some.slice(0, MOST_ATTACHMENTS)) {
    try {
      staged.push(await stageFile({ ...target, projectId }, file, now));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      areAllKept = false;
    }
  }
  return { staged, areAllKept };
}
