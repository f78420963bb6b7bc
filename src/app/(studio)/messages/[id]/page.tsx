import type { Metadata } from "next";
import { idIn, orNotFound } from "@/app/page-params";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { CorrectForm } from "@/features/messages/components/correct-form";
import { getOwnLine } from "@/features/messages/corrections/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("messages.correct.tab") };
}

/** Other words for a message of the freelancer's that is on the client's page. */
export default async function CorrectPage({ params }: Props) {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const line = await orNotFound(getOwnLine(scope, await idIn(params)));
  const { project, client } = line;
  const href = project ? `/projects/${project.id}#write` : `/clients/${client.id}#write`;
  return (
    <>
      <PageHeading
        title={t("messages.correct.tab")}
        above={
          <Link href={href} className={buttonVariant("plain")}>
            {project?.title ?? client.name}
          </Link>
        }
      />
      <CorrectForm line={line} zone={studio.zone} now={now} />
    </>
  );
}
