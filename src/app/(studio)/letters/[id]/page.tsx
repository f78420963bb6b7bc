import type { Metadata } from "next";
import { idIn, orNotFound } from "@/app/or-not-found";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { LetterChanges, LetterReview } from "@/features/letters/components/letter-changes";
import { LetterSheet } from "@/features/letters/components/letter-sheet";
import { getLetter } from "@/features/letters/queries";
import { buttonLook } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

export const metadata: Metadata = { title: "Letter" };

export default async function LetterPage({ params }: WithId) {
  const { scope, studio, now } = await requireFreelancer();
  const letter = await orNotFound(getLetter(scope, await idIn(params)));
  return (
    <div className="grid max-w-3xl">
      <PageHeading
        title={letter.frozen.subject}
        above={
          <Link href={letter.projectId ? `/projects/${letter.projectId}` : "/letters"} className={buttonLook("plain")}>
            {letter.projectId ? "To its project" : "Letters"}
          </Link>
        }
      />
      <LetterSheet letter={letter} zone={studio.zone} now={now} />
      {letter.editable === null ? null : <LetterChanges letterId={letter.id} subject={letter.subject} text={letter.editable} />}
      {letter.needsReviewAt ? <LetterReview letterId={letter.id} /> : null}
    </div>
  );
}
