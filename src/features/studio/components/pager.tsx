import { studioLocale } from "@/auth/session";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";

type PagerProps = {
  path: string;
  after: string | undefined;
  more: string | null;
  /** What its links say, where the list is not in the order of time. */
  words?: { first: string; more: string };
};

/** The way to the next page of a long list, and back to its beginning. */
export async function Pager({ path, after, more, words }: PagerProps) {
  if (!after && !more) return null;
  const { t } = await studioLocale();
  return (
    <nav aria-label={t("frame.pages")} className="mt-6 flex gap-6">
      {after ? (
        <Link href={path} className={buttonVariant("plain")}>
          {words?.first ?? t("frame.newest")}
        </Link>
      ) : null}
      {more ? (
        <Link
          href={`${path}${path.includes("?") ? "&" : "?"}after=${more}`}
          className={buttonVariant("plain")}
        >
          {words?.more ?? t("frame.older")}
        </Link>
      ) : null}
    </nav>
  );
}
