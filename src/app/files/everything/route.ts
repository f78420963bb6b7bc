import { streamResponse } from "@/app/file-response";
import { requireFreelancer } from "@/auth/session";
import { speaking } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { dayIn } from "@/lib/dates";
import { Refusal } from "@/lib/errors";
import { openArchive } from "@/workflows/export-studio/archive";

export const dynamic = "force-dynamic";

/** The freelancer's whole studio, as one zip. */
export async function GET(request: Request): Promise<Response> {
  const { scope, studio, now } = await requireFreelancer();
  const { t, dayName } = studioLocaleOf(studio.language);
  const day = dayIn(studio.zone, now);
  const readme = t("exportStudio.readme", { studio: studio.name, day: dayName(day, day) });
  const download = { name: `uptomark-${day}.zip`, mediaType: "application/zip" };
  try {
    return await speaking(studio.language, () =>
      streamResponse(request, download, () => openArchive(scope, { name: studio.name, readme })),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
    return new Response(`${error.message}\n`, { status: 409, headers });
  }
}
