import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { History } from "@/features/history/components/history";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";

export function HistoryPart({ project, history: { entries, more }, clock }: ProjectFacts) {
  if (entries.length === 0) return null;
  return (
    <Section
      id="history"
      title="What happened here"
      aside={
        more ? (
          <Link href={`/projects/${project.id}/history`} className={buttonVariant("plain")}>
            See all
          </Link>
        ) : null
      }
    >
      <History entries={entries} {...clock} />
    </Section>
  );
}
