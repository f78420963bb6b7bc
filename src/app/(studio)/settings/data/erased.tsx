import type { Scope } from "@/auth/scope";
import { studioLocale } from "@/auth/session";
import { listErasures } from "@/features/erasures/queries";
import { dayIn, wallClock } from "@/lib/dates";
import { Section } from "@/ui/page";

/** Which clients were erased and when, without their names, and how many of their emails were refused since. */
export async function Erased({ scope, zone, now }: { scope: Scope; zone: string; now: Date }) {
  const [{ erasures, refused }, { t, dayName }] = await Promise.all([
    listErasures(scope),
    studioLocale(),
  ]);
  const when = (at: Date) => {
    const { day, time } = wallClock(zone, at);
    return { day: dayName(day, dayIn(zone, now)), time };
  };
  return (
    <Section id="erased" title={t("retention.erased")}>
      {erasures.length === 0 ? (
        <p className="text-muted">{t("retention.erasedNone")}</p>
      ) : (
        <>
          <ul className="mb-3 grid gap-1">
            {erasures.map(({ id, askedAt, finishedAt }) => (
              <li key={id}>
                {t(finishedAt ? "retention.erasedOn" : "retention.unfinished", when(askedAt))}
              </li>
            ))}
          </ul>
          <p className="text-muted">{t("retention.refused", { count: refused })}</p>
        </>
      )}
    </Section>
  );
}
