import { stageFile, type Staged } from "@/features/files/staged/commands";
import type { Target } from "@/features/files/uploads/commands";
import type { Attachment } from "@/features/inbound/reading/read";
import { Refusal } from "@/lib/errors";

/** As many attachments of one email as become files. */
const MOST_ATTACHMENTS = 50;

/**
 * Stores an email's attachments as files of its thread, to appear with its line. What does not fit there stays with
 * the email: `areAllKept` is then false.
 */
export async function stageAttachments(
  { freelancerId, projectId, clientId, contactId }: Target,
  attachments: Attachment[],
  now: Date,
): Promise<{ staged: Staged[]; areAllKept: boolean }> {
  const target = { freelancerId, projectId, clientId, contactId };
  const some = attachments.filter(({ bytes }) => bytes.byteLength > 0);
  const staged: Staged[] = [];
  let areAllKept = some.length <= MOST_ATTACHMENTS;
  for (const file of some.slice(0, MOST_ATTACHMENTS)) {
    try {
      const { name, type: mediaType, bytes } = file;
      const arriving = { name, mediaType, bytes: bytes.byteLength, chunks: oneChunk(bytes) };
      staged.push(await stageFile(target, arriving, () => now));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      areAllKept = false;
    }
  }
  return { staged, areAllKept };
}

async function* oneChunk(bytes: Uint8Array) {
  yield bytes;
}
