import { z } from "zod";
import { fileResponse } from "@/app/file-response";
import { noSuchFile } from "@/app/no-such-file";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { getAssignmentFile } from "@/features/subcontractors/assignments/queries";
import { Refusal } from "@/lib/errors";

export const dynamic = "force-dynamic";

/** A file of an assignment of the freelancer's, as a download. */
export async function GET(request: Request, { params }: WithId): Promise<Response> {
  const { scope } = await requireFreelancer();
  const id = z.uuid().safeParse((await params).id);
  try {
    if (id.success) return await fileResponse(request, await getAssignmentFile(scope, id.data));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return noSuchFile();
}
