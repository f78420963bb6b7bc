import { Frame } from "@/document/frame";
import type { StopFacts } from "@/features/clients/queries";
import type { Tongue } from "@/language/tongue";
import { dayIn } from "@/lib/dates";

const button = "min-h-11 cursor-pointer rounded px-5 font-semibold";

type StopPageProps = {
  tongue: Tongue;
  facts: StopFacts;
  path: string;
  now: Date;
  problem?: string;
};

/** Where a contact says no to surveys and digests, and yes again: what stops, what goes on, one press. */
export function StopPage({ problem, ...props }: StopPageProps) {
  const { tongue, facts } = props;
  return (
    <Frame tongue={tongue} title={tongue.t("stop.title")} signature={facts.freelancerName}>
      <main className="pt-12">
        {problem ? (
          <p role="alert" className="mb-6 font-medium text-red">
            ▲ {problem}
          </p>
        ) : null}
        {facts.optedOutAt ? <Stopped {...props} since={facts.optedOutAt} /> : <Asked {...props} />}
      </main>
    </Frame>
  );
}

function Asked({ tongue: { t }, facts, path }: StopPageProps) {
  return (
    <>
      <h1 className="font-serif text-3xl">{t("stop.question")}</h1>
      <div className="mt-4 space-y-4">
        <p className="[overflow-wrap:anywhere]">
          {t("stop.these", { freelancer: facts.freelancerName, name: facts.name })}
        </p>
        <ul className="list-disc space-y-1 pl-6">
          <li>{t("stop.surveys")}</li>
          <li>{t("stop.digests")}</li>
        </ul>
        <p>{t("stop.goesOn")}</p>
      </div>
      <form method="post" action={path} className="mt-6">
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <button type="submit" className={`${button} bg-accent text-on-accent`}>
          {t("stop.button")}
        </button>
      </form>
    </>
  );
}

function Stopped({
  tongue: { t, dayName },
  facts,
  since,
  path,
  now,
}: StopPageProps & { since: Date }) {
  const day = dayName(dayIn(facts.zone, since), dayIn(facts.zone, now));
  return (
    <>
      <h1 className="font-serif text-3xl">{t("stop.stopped")}</h1>
      <div className="mt-4 space-y-4">
        <p className="[overflow-wrap:anywhere]">
          {t("stop.since", { day, freelancer: facts.freelancerName, name: facts.name })}
        </p>
        <p>{t("stop.goesOn")}</p>
      </div>
      <form method="post" action={`${path}/again`} className="mt-6">
        <p className="mb-3 text-muted">{t("stop.mistake")}</p>
        <button type="submit" className={`${button} border border-edge hover:border-ink`}>
          {t("stop.again")}
        </button>
      </form>
    </>
  );
}
