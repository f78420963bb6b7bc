import { pageLocale } from "@/auth/session";
import { buttonVariant } from "@/ui/button";
import { PageHeading } from "@/ui/page";

/** The one answer for anything that does not exist or is not the reader's. */
export async function NotFoundMessage({ href, back }: { href: string; back: string }) {
  const { t } = await pageLocale();
  return (
    <>
      <PageHeading title={t("notFound.title")} below={t("notFound.text")} />
      <a href={href} className={buttonVariant("quiet")}>
        {back}
      </a>
    </>
  );
}
