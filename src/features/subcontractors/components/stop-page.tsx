import { Button } from "@/document/button";
import { ProblemLine } from "@/document/field";
import { Frame } from "@/document/frame";
import type { DeskStopFacts } from "@/features/subcontractors/queries";
import type { Locale } from "@/language/locale";

type StopPageProps = { locale: Locale; facts: DeskStopFacts; path: string; problem?: string };

/** Where a subcontractor says no to the question after an assignment, and yes again: one press. */
export function StopPage({ locale, facts, path, problem }: StopPageProps) {
  const { t } = locale;
  const { freelancerName: freelancer, name, optedOutAt } = facts;
  return (
    <Frame locale={locale} title={t("desk.stop.title")} signature={freelancer} look={facts.look}>
      <main className="pt-12">
        <ProblemLine className="mb-6">{problem}</ProblemLine>
        <h1 className="font-serif text-3xl">
          {t(optedOutAt ? "desk.stop.stopped" : "desk.stop.question")}
        </h1>
        <div className="mt-4 space-y-4 [overflow-wrap:anywhere]">
          {optedOutAt ? null : <p>{t("desk.stop.text", { freelancer, name })}</p>}
          <p>{t("desk.stop.goesOn")}</p>
        </div>
        <form method="post" action={optedOutAt ? `${path}/again` : path} className="mt-6">
          {optedOutAt ? (
            <p className="mb-3 text-muted">{t("unsubscribe.mistake")}</p>
          ) : (
            <input type="hidden" name="List-Unsubscribe" value="One-Click" />
          )}
          <Button variant={optedOutAt ? "plain" : "main"} className="">
            {t(optedOutAt ? "desk.stop.again" : "desk.stop.button")}
          </Button>
        </form>
      </main>
    </Frame>
  );
}
