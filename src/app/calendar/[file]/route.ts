import { databaseNow } from "@/db/clock";
import { findCalendarByToken } from "@/auth/calendar";
import { withinPageLimit } from "@/auth/limits";
import { calendarResponse, renderCalendar } from "@/document/calendar";
import { listContactDays, listStudioDays } from "@/features/calendar/queries";
import { languageAsked } from "@/language/accept-language";
import { localeOf } from "@/language/locale";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ file: string }> };

const reply = (status: number, sentence: string, more: Record<string, string> = {}) =>
  new Response(`${sentence}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex, nofollow",
      ...more,
    },
  });

/** A calendar feed, `/calendar/<token>.ics`, of a studio or one contact. Only reads. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const now = databaseNow();
  const { t } = localeOf(languageAsked(request.headers.get("accept-language")));
  try {
    if (!(await withinPageLimit(request.headers)))
      return reply(429, t("calendar.tooMany"), { "retry-after": "60" });
    const token = /^(.*)\.ics$/.exec((await params).file)?.[1];
    const entry = await findCalendarByToken(token, now);
    if (!entry) return reply(404, t("calendar.none"));
    const days =
      entry.kind === "studio"
        ? await listStudioDays(entry.scope, now, entry.language)
        : await listContactDays(entry.scope, now);
    return calendarResponse(
      request,
      renderCalendar(localeOf(entry.language), new URL(env().APP_URL).host, days),
    );
  } catch (error) {
    log().error(plainError(error), "a calendar feed failed");
    return reply(503, t("calendar.trouble"), { "retry-after": "60" });
  }
}
