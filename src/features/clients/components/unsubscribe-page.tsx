import { Button } from "@/document/button";
import { ProblemLine } from "@/document/field";
import { Frame } from "@/document/frame";
import type { StopFacts } from "@/features/clients/queries";
import type { Locale } from "@/language/locale";
import { dayIn } from "@/lib/dates";

type UnsubscribePageProps = {
  locale: Locale;
  facts: StopFacts;
  path: string;
  now: Date;
  problem?: string;
};

/** Where a contact says no to surveys and digests, and yes again: what stops, what goes on, one press. */
export function UnsubscribePage({ problem, ...props }: UnsubscribePageProps) {
  const { locale, facts } = props;
  return (
    <Frame
      locale={locale}
      title={locale.t("unsubscribe.title")}
      signature={facts.freelancerName}
      look={facts.look}
    >
      <main className="pt-12">
        <ProblemLine className="mb-6">{problem}</ProblemLine>
        {facts.optedOutAt ? <Stopped {...props} since={facts.optedOutAt} /> : <Asked {...props} />}
      </main>
    </Frame>
  );
}

function Asked({ locale: { t }, facts, path }: UnsubscribePageProps) {
  return (
    <>
      <h1 className="font-serif text-3xl">{t("unsubscribe.question")}</h1>
      <div className="mt-4 space-y-4">
        <p className="[overflow-wrap:anywhere]">
          {t("unsubscribe.these", { freelancer: facts.freelancerName, name: facts.name })}
        </p>
        <ul className="list-disc space-y-1 pl-6">
          <li>{t("unsubscribe.surveys")}</li>
          <li>{t("unsubscribe.digests")}</li>
        </ul>
        <p>{t("unsubscribe.goesOn")}</p>
      </div>
      <form method="post" action={path} className="mt-6">
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <Button variant="main" className="">
          {t("unsubscribe.button")}
        </Button>
      </form>
    </>
  );
}

function Stopped({
  locale: { t, dayName },
  facts,
  since,
  path,
  now,
}: UnsubscribePageProps & { since: Date }) {
  const day = dayName(dayIn(facts.zone, since), dayIn(facts.zone, now));
  return (
    <>
      <h1 className="font-serif text-3xl">{t("unsubscribe.stopped")}</h1>
      <div className="mt-4 space-y-4">
        <p className="[overflow-wrap:anywhere]">
          {t("unsubscribe.since", { day, freelancer: facts.freelancerName, name: facts.name })}
        </p>
        <p>{t("unsubscribe.goesOn")}</p>
      </div>
      <form method="post" action={`${path}/again`} className="mt-6">
        <p className="mb-3 text-muted">{t("unsubscribe.mistake")}</p>
        <Button className="">{t("unsubscribe.again")}</Button>
      </form>
    </>
  );
}
