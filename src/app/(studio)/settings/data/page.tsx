import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { RetentionForm } from "@/features/retention/components/retention-form";
import { getRetention } from "@/features/retention/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";
import { ErasureDue } from "@/workflows/erase-studio/components/erase-studio";
import { LISTS } from "@/workflows/export-list/lists";
import { ListImport } from "@/workflows/import-list/components/list-import";
import { StudioImport } from "@/workflows/import-studio/components/studio-import";
import { isNewStudio } from "@/workflows/import-studio/queries";
import { Erased } from "./erased";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("exportStudio.title") };
}

export default async function DataPage() {
  const { scope, studio, now } = await requireFreelancer();
  const [isEmpty, kept, locale] = await Promise.all([
    isNewStudio(scope),
    getRetention(scope),
    studioLocale(),
  ]);
  const { t, words } = locale;
  const { zone, eraseAt } = studio;
  return (
    <div className="max-w-2xl">
      <PageHeading
        title={t("exportStudio.title")}
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            {t("exportStudio.up")}
          </Link>
        }
        below={t("exportStudio.below")}
      />
      <div className="grid gap-14">
        {eraseAt ? <ErasureDue eraseAt={eraseAt} zone={zone} now={now} locale={locale} /> : null}
        <Section title={t("exportStudio.take")}>
          <div className="grid justify-items-start gap-4 pt-2">
            <p className="max-w-[72ch] text-muted">{t("exportStudio.what")}</p>
            <p className="max-w-[72ch] text-muted">{t("exportStudio.without")}</p>
            {/* No Link: it would fetch what it leads to before anybody asks. */}
            <a href="/files/everything" className={buttonVariant("quiet")}>
              {t("exportStudio.download")}
            </a>
          </div>
        </Section>
        <Section title={t("exportStudio.lists")}>
          <p className="max-w-[72ch] pt-2 text-muted">{t("exportStudio.listsText")}</p>
          <p className="flex flex-wrap gap-x-5">
            {LISTS.map((list) => (
              <a key={list} href={`/files/lists/${list}.csv`} className={buttonVariant("plain")}>
                {t(`exportStudio.${list}`)}
              </a>
            ))}
          </p>
        </Section>
        <Section title={t("importList.title")}>
          <div className="pt-2">
            <ListImport words={words.importList} failed={words.importStudio} />
          </div>
        </Section>
        <Section title={t("importStudio.title")}>
          <div className="pt-2">
            <StudioImport words={words.importStudio} isEmpty={isEmpty} />
          </div>
        </Section>
        <Section title={t("retention.title")}>
          <div className="pt-2">
            <RetentionForm kept={kept} t={t} />
          </div>
        </Section>
        <Erased scope={scope} zone={zone} now={now} />
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
