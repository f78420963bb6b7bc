import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";

type OlderLinkProps = {
  projectId: string;
  /** The last word of the list's address. */ list: string;
  /** What the list continues after, if there is more. */ after: string | null;
};

export function OlderLink({ projectId, list, after }: OlderLinkProps) {
  if (!after) return null;
  return (
    <p className="py-2">
      <Link
        href={`/projects/${projectId}/${list}?after=${after}`}
        className={buttonVariant("plain")}
      >
        Older {list.replace("-", " ")}
      </Link>
    </p>
  );
}
