import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { Line } from "@/features/projects/components/line";
import { waitFor } from "@/features/requests/rules";
import { localeOf } from "@/language/locale";
import { dayIn } from "@/lib/dates";

/** More dates than lie side by side are a list, which is below: drawn as well, they would push all else away. */
const MOST_ON_LINE = 4;

export async function LinePart({ project, requests, studio, today }: ProjectFacts) {
  const { t, language, dayName } = await studioLocale();
  const { deadlines, completedAt, cancelledAt, contact } = project;
  if (deadlines.length > MOST_ON_LINE) return null;
  const wait = completedAt ? null : waitFor(deadlines, requests.open, today);
  return (
    <div className="mb-12">
      <Line
        locale={localeOf(language)}
        deadlines={deadlines}
        today={today}
        isCancelled={cancelledAt !== null}
        completedOn={completedAt ? dayIn(studio.zone, completedAt) : null}
        waits={
          wait && {
            id: wait.id,
            word: t("requests.waits", { name: contact.name, day: dayName(wait.since, today) }),
          }
        }
        ball={{
          FREELANCER: t("deadlines.fromYou"),
          CLIENT: t("deadlines.from", { name: contact.name }),
        }}
      />
    </div>
  );
}
