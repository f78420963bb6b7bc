import { Frame, Notice } from "@/document/frame";
import { isBelowMark, REVISION_DAYS } from "@/features/surveys/rules";
import type { SurveyFacts } from "@/features/surveys/queries";

export type Typed = { verdict: string; effort: string; words: string; problem: string };

const verdicts = [
  { value: "UP_TO_MARK", sign: "✓", label: "Up to mark", hint: "It is what we agreed, or better." },
  { value: "NEARLY", sign: "≈", label: "Nearly", hint: "Something small was not right." },
  { value: "NOT_UP_TO_MARK", sign: "✕", label: "Not up to mark", hint: "Something needs putting right." },
];

/** The question: one verdict, then ease and one open line. Nothing is chosen beforehand, so that only a person can answer. */
export function SurveyPage({ facts, path, typed }: { facts: SurveyFacts; path: string; typed?: Typed }) {
  const freelancer = facts.project.client.studio.freelancerName;
  const was = typed ?? { verdict: facts.standing?.verdict ?? "", effort: String(facts.standing?.effort ?? ""), words: facts.standing?.words ?? "" };
  return (
    <Frame title="One question" signature={freelancer}>
      <main className="pt-10">
        <p className="text-muted">Hello {facts.contact.name.split(/\s+/)[0]}, about {facts.project.title}:</p>
        <form method="post" action={path} className="group mt-2">
          <fieldset aria-describedby={typed ? "problem" : undefined}>
            <legend>
              <h1 className="font-serif text-4xl">Was it up to mark?</h1>
            </legend>
            {typed ? <p id="problem" role="alert" className="mt-3 font-medium text-red">▲ {typed.problem}</p> : null}
            <div className="mt-6 space-y-3">
              {verdicts.map(({ value, sign, label, hint }) => (
                <label key={value} className="flex min-h-16 cursor-pointer items-center gap-4 rounded border border-edge bg-sheet px-4 py-3 has-checked:border-accent has-checked:outline-2 has-checked:outline-accent">
                  <input type="radio" name="verdict" value={value} required defaultChecked={was.verdict === value} className="size-5 accent-accent" />
                  <span aria-hidden="true" className="w-5 text-center text-xl text-muted">{sign}</span>
                  <span>
                    <span className="block text-lg font-semibold">{label}</span>
                    <span className="block text-sm text-muted">{hint}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <fieldset className="mt-10">
            <legend className="font-medium">How easy was it to work together? <span className="font-normal text-muted">If you like</span></legend>
            <div className="mt-3 grid grid-cols-5 gap-2">
              {["1", "2", "3", "4", "5"].map((value) => (
                <label key={value} className="flex min-h-12 cursor-pointer items-center justify-center gap-1.5 rounded border border-edge bg-sheet has-checked:border-accent has-checked:outline-2 has-checked:outline-accent">
                  <input type="radio" name="effort" value={value} defaultChecked={was.effort === value} className="accent-accent" />
                  {value}
                </label>
              ))}
            </div>
            <p className="mt-1 flex justify-between text-sm text-muted"><span>1 hard</span><span>5 easy</span></p>
          </fieldset>
          <div className="mt-8">
            <label htmlFor="words" className="block font-medium">In your words <span className="font-normal text-muted">If you like</span></label>
            <p id="words-hint" className="text-sm text-muted">What exactly was right, or was not?</p>
            <textarea id="words" name="words" rows={4} maxLength={4000} defaultValue={was.words} dir="auto" aria-describedby="words-hint" className="mt-2 block w-full rounded border border-edge bg-sheet p-3 text-base text-ink" />
          </div>
          <button type="submit" className="mt-6 min-h-12 w-full cursor-pointer rounded bg-accent px-6 text-lg font-semibold text-on-accent sm:w-auto">Send my answer</button>
          <p className="mt-4 text-sm text-muted">{freelancer} reads every answer and nobody else does.</p>
        </form>
      </main>
    </Frame>
  );
}

/** After an answer: thanks, and what happens next. */
export function ThanksPage({ facts, mayRevise, path }: { facts: SurveyFacts; mayRevise: boolean; path: string }) {
  const freelancer = facts.project.client.studio.freelancerName;
  const below = facts.standing !== null && isBelowMark(facts.standing.verdict);
  return (
    <Frame title="Thank you" signature={freelancer}>
      <Notice heading="Thank you. Your answer has arrived.">
        {below ? (
          <p>I am sorry it was not as it should be. Your answer stands first on my list now, and I will write to you about it myself, with what I will do.</p>
        ) : (
          <p>I am glad. There is nothing more to do; I look forward to the next one.</p>
        )}
        <p>{freelancer}</p>
        {mayRevise ? (
          <p className="pt-4 text-sm">
            Did you mean something else? <a href={`${path}?again`} className="underline underline-offset-4">Change the answer</a> within {REVISION_DAYS} days; the first one is kept beside it.
          </p>
        ) : null}
      </Notice>
    </Frame>
  );
}
