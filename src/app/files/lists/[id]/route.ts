import { streamResponse } from "@/app/file-response";
import { noSuchFile } from "@/app/no-such-file";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { dayIn } from "@/lib/dates";
import { LISTS, openList } from "@/workflows/export-list/lists";

export const dynamic = "force-dynamic";

/** The freelancer's clients or projects, as CSV. */
export async function GET(request: Request, { params }: WithId): Promise<Response> {
  const { scope, studio, now } = await requireFreelancer();
  const { id } = await params;
  const list = LISTS.find((one) => `${one}.csv` === id);
  if (!list) return noSuchFile();
  const name = `${list}-${dayIn(studio.zone, now)}.csv`;
  return streamResponse(request, { name, mediaType: "text/csv; charset=utf-8" }, async () =>
    openList(scope, list, studio),
  );
}
