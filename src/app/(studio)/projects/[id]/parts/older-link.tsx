import { studioLocale } from "@/auth/session";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";

type OlderLinkProps = {
  projectId: string;
  /** The last word of the list's address. */ list: "messages" | "work-notes" | "emails";
  /** What the list continues after, if there is more. */ after: string | null;
};

export async function OlderLink({ projectId, list, after }: OlderLinkProps) {
  const { t } = await studioLocale();
  if (!after) return null;
  return (
    <p className="py-2">
      <Link
        href={`/projects/${projectId}/${list}?after=${after}`}
        className={buttonVariant("plain")}
      >
        {t(`projects.older.${list === "work-notes" ? "workNotes" : list}`)}
      </Link>
    </p>
  );
}
