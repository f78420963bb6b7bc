import { stageFile, type Staged } from "@/features/files/staged/commands";
import type { Target } from "@/features/files/uploads/commands";
import type { Attachment } from "@/features/inbound/reading/read";
import { Refusal } from "@/lib/errors";

/** As many attachments of one email as become files. */
const MOST_ATTACHMENTS = 50;
/** A picture in an email's text that is smaller belongs to a signature: a photo has more. */
const LARGEST_LOGO_BYTES = 32_000;

const isLogo = ({ isInline, type, bytes }: Attachment) =>
  isInline && /^image\//i.test(type) && bytes.byteLength <= LARGEST_LOGO_BYTES;

/**
 * Stores an email's attachments as files of its thread, to appear with its line. What does not fit there, and the
 * pictures of a signature, stay with the email: `areAllKept` is then false.
 */
export async function stageAttachments(
  { freelancerId, projectId, clientId, contactId }: Target,
  attachments: Attachment[],
  now: Date,
): Promise<{ staged: Staged[]; areAllKept: boolean }> {
  const target = { freelancerId, projectId, clientId, contactId };
  const some = attachments.filter((one) => one.bytes.byteLength > 0 && !isLogo(one));
  const staged: Staged[] = [];
  let areAllKept = some.length <= MOST_ATTACHMENTS && !attachments.some(isLogo);
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
