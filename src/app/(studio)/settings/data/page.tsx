import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { listErasures } from "@/features/erasures/queries";
import { RetentionForm } from "@/features/retention/components/retention-form";
import { getRetention } from "@/features/retention/queries";
import { dayIn, wallClock } from "@/lib/dates";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";
import { ErasureDue } from "@/workflows/erase-studio/components/erase-studio";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("retention.title") };
}

export default async function DataPage() {
  const { scope, studio, now } = await requireFreelancer();
  const locale = await studioLocale();
  const { t, dayName } = locale;
  const [kept, { erasures, refused }] = await Promise.all([
    getRetention(scope),
    listErasures(scope),
  ]);
  const { zone, eraseAt } = studio;
  const when = (at: Date) => {
    const { day, time } = wallClock(zone, at);
    return { day: dayName(day, dayIn(zone, now)), time };
  };
  return (
    <div className="max-w-xl">
      <PageHeading title={t("retention.title")} />
      <div className="grid gap-14">
        {eraseAt ? <ErasureDue eraseAt={eraseAt} zone={zone} now={now} locale={locale} /> : null}
        <RetentionForm kept={kept} t={t} />
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
        {eraseAt ? null : (
          <Section title={t("retention.studio")}>
            <Link href="/settings/data/erase" className={buttonVariant("plain")}>
              {t("eraseStudio.link")}
            </Link>
          </Section>
        )}
      </div>
    </div>
  );
}
