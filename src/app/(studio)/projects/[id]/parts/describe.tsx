import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { DescribeForm } from "@/features/projects/components/describe-form";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";

export async function DescribePart({ project: { id, contact, title, summary } }: ProjectFacts) {
  const { t } = await studioLocale();
  return (
    <div className="grid justify-items-start">
      <Disclosure title={t("projects.describe.title")}>
        <DescribeForm projectId={id} readerId={contact.id} title={title} summary={summary} />
      </Disclosure>
      <Link
        href={`/projects/new?from=project:${id}&contact=${contact.id}`}
        className={buttonVariant("plain")}
      >
        {t("projects.begin.likeThis")}
      </Link>
    </div>
  );
}
