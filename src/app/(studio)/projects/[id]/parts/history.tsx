import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { History } from "@/features/history/components/history";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";

export async function HistoryPart({ project, history: { entries, more }, clock }: ProjectFacts) {
  const { t } = await studioLocale();
  if (entries.length === 0) return null;
  return (
    <Section
      id="history"
      title={t("history.title")}
      aside={
        more ? (
          <Link href={`/projects/${project.id}/history`} className={buttonVariant("plain")}>
            {t("buttons.seeAll")}
          </Link>
        ) : null
      }
    >
      <History entries={entries} {...clock} />
    </Section>
  );
}
