import type { Metadata } from "next";
import { afterIn, orNotFound } from "@/app/or-not-found";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { LetterRows } from "@/features/letters/components/letter-rows";
import { Standstill } from "@/features/letters/components/standstill";
import { findStall } from "@/features/letters/outbox/queries";
import { listLetters } from "@/features/letters/queries";
import { Empty, PageHeading, Pager } from "@/ui/page";

export const metadata: Metadata = { title: "Letters" };

export default async function LettersPage({ searchParams }: WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const after = await afterIn(searchParams);
  const [{ letters, more }, stall] = await Promise.all([
    orNotFound(listLetters(scope, after)),
    findStall(now, scope.freelancerId),
  ]);
  return (
    <>
      <PageHeading
        title="Letters"
        below="Every email that has left or will leave, readable exactly as it leaves."
      />
      <Standstill stall={stall} zone={studio.zone} now={now} />
      {letters.length > 0 ? (
        <div className="border-y border-hairline">
          <LetterRows letters={letters} zone={studio.zone} now={now} />
        </div>
      ) : (
        <Empty>
          No letter yet. The first is written when you answer a client, or when a project is
          completed.
        </Empty>
      )}
      <Pager path="/letters" after={after} more={more} />
    </>
  );
}
