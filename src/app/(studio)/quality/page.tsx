import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { Answers } from "@/features/quality/components/answers";
import { Clients } from "@/features/quality/components/clients";
import { Periods } from "@/features/quality/components/periods";
import { Promises, Wrong } from "@/features/quality/components/promises";
import { Pledges, Recovery } from "@/features/quality/components/recovery";
import { Replies } from "@/features/quality/components/replies";
import { Towards } from "@/features/quality/components/towards";
import { readFigures } from "@/features/quality/queries";
import { periodIn, quartersOf } from "@/features/quality/rules";
import { dayIn } from "@/lib/dates";
import { PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("quality.title") };
}

export default async function QualityPage({ searchParams }: WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const locale = await studioLocale();
  const { from, until } = await searchParams;
  const period = periodIn(from, until);
  if (!period) notFound();
  const today = dayIn(studio.zone, now);
  const { figures, first, quarters: drawn } = await readFigures(scope, studio, period, today);
  const view = { locale, period, figures, drawn, quarters: quartersOf(first, today) };
  const { t } = locale;
  return (
    <>
      <PageHeading title={t("quality.title")} below={`${t("quality.about")} ${t("quality.few")}`} />
      {first === null ? (
        <p className="text-muted">{t("quality.empty")}</p>
      ) : (
        <>
          <Periods {...view} />
          <div className="gap-x-12 lg:columns-2">
            <Replies {...view} />
            <Promises {...view} />
            <Answers {...view} />
            <Wrong {...view} />
            <Recovery {...view} />
            <Pledges {...view} />
            <Clients {...view} />
            <Towards {...view} />
          </div>
        </>
      )}
    </>
  );
}
