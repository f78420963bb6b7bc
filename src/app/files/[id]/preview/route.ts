import { z } from "zod";
import { previewResponse } from "@/app/file-response";
import { noSuchFile } from "@/app/no-such-file";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { getFile } from "@/features/files/queries";
import { Refusal } from "@/lib/errors";

export const dynamic = "force-dynamic";

/** The small picture of a picture of the freelancer's. */
export async function GET(request: Request, { params }: WithId): Promise<Response> {
  const { scope } = await requireFreelancer();
  const id = z.uuid().safeParse((await params).id);
  try {
    if (id.success) return await previewResponse(request, await getFile(scope, id.data));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return noSuchFile();
}
