import { z } from "zod";
import { bytesResponse } from "@/app/file-response";
import { noSuchFile } from "@/app/no-such-file";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { readRaw } from "@/features/inbound/commands";
import { getInbound } from "@/features/inbound/queries";
import { Refusal } from "@/lib/errors";

export const dynamic = "force-dynamic";

/** An email that came in, as it came, for as long as it is kept. */
export async function GET(request: Request, { params }: WithId): Promise<Response> {
  const { scope } = await requireFreelancer();
  const id = z.uuid().safeParse((await params).id);
  try {
    if (!id.success) return noSuchFile();
    const { rawKey } = await getInbound(scope, id.data);
    const raw = await readRaw(rawKey);
    return raw ? bytesResponse(request, "email.eml", raw) : noSuchFile();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return noSuchFile();
  }
}
