import type { Metadata } from "next";
import { idIn, suggestedIn } from "@/app/page-params";
import type { WithId, WithSearch } from "@/app/route-props";
import { AnswersPart } from "./parts/answers";
import { DueRemedies } from "@/features/remedies/components/due";
import { BusinessPart } from "./parts/business";
import { CasePart } from "./parts/case";
import { ChecklistPart } from "./parts/checklist";
import { CompletionPart } from "./parts/completion";
import { DescribePart } from "./parts/describe";
import { EmailsPart } from "./parts/emails";
import { ExtrasPart } from "./parts/extras";
import { FilesPart } from "./parts/files";
import { FollowUpsPart } from "./parts/follow-ups";
import { Heading } from "./parts/heading";
import { HelpersPart } from "./parts/helpers";
import { HistoryPart } from "./parts/history";
import { LinePart } from "./parts/line";
import { MessagesPart } from "./parts/messages";
import { PeoplePart } from "./parts/people";
import { PromisesPart } from "./parts/promises";
import { RequestsPart } from "./parts/requests";
import { TidyPart } from "./parts/tidy";
import { WelcomePart } from "./parts/welcome";
import { WorkNotesPart } from "./parts/work-notes";
import { readProject, readProjectPage } from "./read";

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const project = await readProject(await idIn(params));
  return { title: project.title };
}

export default async function ProjectPage({ params, searchParams }: WithId & WithSearch) {
  const facts = await readProjectPage(params);
  const replyId = await suggestedIn(searchParams, "reply");
  return (
    <>
      <Heading {...facts} />
      <WelcomePart {...facts} />
      <CasePart {...facts} />
      <DueRemedies projectId={facts.project.id} remedies={facts.remedies} />
      <LinePart {...facts} />
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-12">
          <AnswersPart {...facts} />
          <MessagesPart {...facts} replyId={replyId} />
          <RequestsPart {...facts} />
          <PromisesPart {...facts} />
          <WorkNotesPart {...facts} />
          <ChecklistPart {...facts} />
          <FilesPart {...facts} />
        </div>
        <div className="grid min-w-0 content-start gap-12">
          <CompletionPart {...facts} />
          <FollowUpsPart {...facts} />
          <ExtrasPart {...facts} />
          <HelpersPart {...facts} />
          <EmailsPart {...facts} />
          <BusinessPart {...facts} />
          <HistoryPart {...facts} />
          <div className="grid">
            <DescribePart {...facts} />
            <PeoplePart {...facts} />
            <TidyPart {...facts} />
          </div>
        </div>
      </div>
    </>
  );
}
