import type { Metadata } from "next";
import { randomUUID } from "node:crypto";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { Upload } from "@/features/files/components/upload";
import { uploadWords } from "@/features/files/components/upload-words";
import { getAssignment } from "@/features/subcontractors/assignments/queries";
import { AgreedDates } from "@/features/subcontractors/components/agreed-dates";
import { AssignmentEnd } from "@/features/subcontractors/components/assignment-end";
import { AgreeForm, PayForm } from "@/features/subcontractors/components/date-forms";
import { DescribeAssignment } from "@/features/subcontractors/components/describe-assignment";
import { StudioFiles } from "@/features/subcontractors/components/studio-files";
import { StudioThread } from "@/features/subcontractors/components/studio-thread";
import { dayIn } from "@/lib/dates";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getAssignment(scope, id));
});

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  return { title: (await read(await idIn(params))).title };
}

export default async function AssignmentPage({ params }: WithId) {
  const { studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const assignment = await read(await idIn(params));
  const { id: assignmentId, subcontractor, project } = assignment;
  const { zone } = studio;
  const shared = { today: dayIn(zone, now), language: subcontractor.language };
  const pay = assignment.dates.filter(({ kind }) => kind === "PAY");
  const dates = assignment.dates.filter(({ kind }) => kind !== "PAY");
  return (
    <>
      <PageHeading
        title={assignment.title}
        above={
          <>
            <Link href={`/subcontractors/${subcontractor.id}`}>{subcontractor.name}</Link>
            {" · "}
            <Link href={`/projects/${project.id}`}>{project.title}</Link>
          </>
        }
      />
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-12">
          <Section id="thread" title={t("subcontractors.messages")}>
            <StudioThread {...{ assignment, zone, now }} />
          </Section>
          <Section id="dates" title={t("subcontractors.dates")}>
            <AgreedDates dates={dates} {...shared} />
            <AgreeForm assignmentId={assignmentId} name={subcontractor.name} />
          </Section>
          <Section id="files" title={t("subcontractors.files")}>
            <StudioFiles {...{ assignment, zone, now }}>
              <Upload
                to={`/api/files?assignment=${assignmentId}`}
                formKey={randomUUID()}
                words={uploadWords(await studioLocale())}
              />
            </StudioFiles>
          </Section>
        </div>
        <div className="grid min-w-0 content-start gap-12">
          <Section id="end" title={t("subcontractors.end")}>
            <AssignmentEnd {...{ assignment, zone, now }} />
          </Section>
          <Section id="pay" title={t("subcontractors.pay")}>
            <AgreedDates dates={pay} {...shared} />
            <PayForm assignmentId={assignmentId} />
          </Section>
          <Section id="brief" title={t("subcontractors.brief")}>
            <DescribeAssignment assignment={assignment} />
          </Section>
        </div>
      </div>
    </>
  );
}
