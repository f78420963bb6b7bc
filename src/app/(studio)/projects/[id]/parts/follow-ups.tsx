import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { Timeline } from "@/features/follow-ups/timeline/components/timeline";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";

export async function FollowUpsPart({ followUps, clock }: ProjectFacts) {
  const { t } = await studioLocale();
  if (followUps.length === 0) return null;
  return (
    <Section
      id="follow-ups"
      title={t("projects.automatic")}
      aside={
        <Link href="/follow-ups" className={buttonVariant("plain")}>
          {t("buttons.seeAll")}
        </Link>
      }
    >
      <Timeline followUps={followUps} {...clock} />
    </Section>
  );
}
