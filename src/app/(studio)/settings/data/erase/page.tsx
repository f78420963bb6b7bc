import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";
import { EraseStudio, ErasureDue } from "@/workflows/erase-studio/components/erase-studio";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("eraseStudio.title") };
}

export default async function EraseStudioPage() {
  const { studio, now } = await requireFreelancer();
  const locale = await studioLocale();
  const { t } = locale;
  const { name, zone, eraseAt } = studio;
  const back = (
    <Link href="/settings/data" className={buttonVariant("plain")}>
      {t("exportStudio.title")}
    </Link>
  );
  return (
    <>
      <PageHeading title={t("eraseStudio.title")} above={back} />
      {eraseAt ? (
        <ErasureDue eraseAt={eraseAt} zone={zone} now={now} locale={locale} />
      ) : (
        <EraseStudio name={name} t={t} />
      )}
    </>
  );
}
