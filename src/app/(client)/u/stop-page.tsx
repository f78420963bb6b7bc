import { Frame } from "@/document/frame";
import type { StopFacts } from "@/features/clients/queries";
import { dayIn, dayName } from "@/lib/dates";

const button = "min-h-11 cursor-pointer rounded px-5 font-semibold";

/** Where a contact says no to surveys and digests, and yes again: what stops, what goes on, one press. */
export function StopPage({ facts, path, now, problem }: { facts: StopFacts; path: string; now: Date; problem?: string }) {
  return (
    <Frame title="Surveys and digests" signature={facts.freelancerName}>
      <main className="pt-12">
        {problem ? <p role="alert" className="mb-6 font-medium text-red">▲ {problem}</p> : null}
        {facts.optedOutAt ? <Stopped facts={facts} since={facts.optedOutAt} path={path} now={now} /> : <Asked facts={facts} path={path} />}
      </main>
    </Frame>
  );
}

function Asked({ facts: { freelancerName, name }, path }: { facts: StopFacts; path: string }) {
  return (
    <>
      <h1 className="font-serif text-3xl">No more surveys and digests?</h1>
      <div className="mt-4 space-y-4">
        <p className="[overflow-wrap:anywhere]">These letters from {freelancerName} to {name} stop with one press:</p>
        <ul className="list-disc space-y-1 pl-6">
          <li>the question after a project, whether it was up to mark, and its reminder</li>
          <li>the letters that gather what was done</li>
        </ul>
        <p>What belongs to a project goes on: messages, moved dates, delivery. The page stays as it is.</p>
      </div>
      <form method="post" action={path} className="mt-6">
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <button type="submit" className={`${button} bg-accent text-on-accent`}>Stop surveys and digests</button>
      </form>
    </>
  );
}

function Stopped({ facts: { freelancerName, name, zone }, since, path, now }: { facts: StopFacts; since: Date; path: string; now: Date }) {
  return (
    <>
      <h1 className="font-serif text-3xl">Stopped.</h1>
      <div className="mt-4 space-y-4">
        <p className="[overflow-wrap:anywhere]">
          Since {dayName(dayIn(zone, since), dayIn(zone, now))} no surveys and no digests leave from {freelancerName} to {name}. One that was on its way just then may still arrive.
        </p>
        <p>What belongs to a project goes on: messages, moved dates, delivery.</p>
      </div>
      <form method="post" action={`${path}/again`} className="mt-6">
        <p className="mb-3 text-muted">Was it by mistake?</p>
        <button type="submit" className={`${button} border border-edge hover:border-ink`}>Start again</button>
      </form>
    </>
  );
}
