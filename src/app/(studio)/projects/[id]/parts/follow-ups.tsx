import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { Timeline } from "@/features/follow-ups/timeline/components/timeline";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";

export function FollowUpsPart({ followUps, clock }: ProjectFacts) {
  if (followUps.length === 0) return null;
  return (
    <Section
      id="follow-ups"
      title="Automatic emails"
      aside={
        <Link href="/follow-ups" className={buttonVariant("plain")}>
          See all
        </Link>
      }
    >
      <Timeline followUps={followUps} {...clock} />
    </Section>
  );
}
