import type { Metadata } from "next";
import { idIn, orNotFound } from "@/app/or-not-found";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { LetterChanges, LetterReview } from "@/features/letters/components/letter-changes";
import { LetterSheet } from "@/features/letters/components/letter-sheet";
import { getLetter } from "@/features/letters/queries";
import { Suppressed } from "@/features/letters/suppressions/components/suppressed";
import { findSuppression } from "@/features/letters/suppressions/queries";
import { buttonLook } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

export const metadata: Metadata = { title: "Letter" };

export default async function LetterPage({ params }: WithId) {
  const { scope, studio, now } = await requireFreelancer();
  const letter = await orNotFound(getLetter(scope, await idIn(params)));
  const suppression = await findSuppression(scope, letter.toAddress);
  return (
    <div className="grid max-w-3xl">
      <PageHeading
        title={letter.frozen.subject}
        above={
          <Link
            href={letter.projectId ? `/projects/${letter.projectId}` : "/letters"}
            className={buttonLook("plain")}
          >
            {letter.projectId ? "To its project" : "Letters"}
          </Link>
        }
      />
      <LetterSheet letter={letter} zone={studio.zone} now={now} />
      {suppression ? (
        <div className="mt-6 grid gap-3">
          <Suppressed
            suppression={suppression}
            address={letter.toAddress}
            zone={studio.zone}
            now={now}
          />
          {letter.clientId ? (
            <Link
              href={`/clients/${letter.clientId}`}
              className={`${buttonLook("plain")} justify-self-start`}
            >
              To {letter.toName} and the address
            </Link>
          ) : null}
        </div>
      ) : null}
      {letter.editable === null ? null : (
        <LetterChanges letterId={letter.id} subject={letter.subject} text={letter.editable} />
      )}
      {letter.needsReviewAt ? <LetterReview letterId={letter.id} /> : null}
    </div>
  );
}
