import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { AssignmentRows } from "@/features/subcontractors/components/assignment-rows";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";

/** Who helps with a project, and with what. The client sees nothing of it. */
export async function HelpersPart({ project, assignments, today }: ProjectFacts) {
  const { t } = await studioLocale();
  return (
    <Section id="helpers" title={t("subcontractors.helpers")}>
      {assignments.length > 0 ? (
        <AssignmentRows rows={assignments} today={today} />
      ) : (
        <p className="pb-2 text-muted">{t("subcontractors.noHelpers")}</p>
      )}
      <Link
        href={`/subcontractors/assignments/new?project=${project.id}`}
        className={buttonVariant("plain")}
      >
        {t("subcontractors.beginHeading")}
      </Link>
    </Section>
  );
}
