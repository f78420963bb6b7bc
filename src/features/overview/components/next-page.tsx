import { studioLocale } from "@/auth/session";
import { addressOf } from "@/features/overview/rules";
import type { Asked } from "@/features/overview/schema";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";

/** The way on to more projects, and back to the first. */
export async function NextPage({ asked, more }: { asked: Asked; more: string | null }) {
  if (!asked.after && !more) return null;
  const { t } = await studioLocale();
  const { from } = asked;
  return (
    <nav aria-label={t("frame.pages")} className="mt-6 flex gap-6">
      {asked.after ? (
        <Link href={addressOf(asked, { from })} className={buttonVariant("plain")}>
          {t("overview.first")}
        </Link>
      ) : null}
      {more ? (
        <Link href={addressOf(asked, { from, after: more })} className={buttonVariant("plain")}>
          {t("overview.more")}
        </Link>
      ) : null}
    </nav>
  );
}
