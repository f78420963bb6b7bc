type News = "DAILY" | "WEEKLY" | "MATTERS";

const choices: { value: News; label: string; hint: string }[] = [
  { value: "DAILY", label: "Each day", hint: "One letter in the late afternoon of a working day, when there is something to tell." },
  { value: "WEEKLY", label: "Each week", hint: "One letter on Friday afternoon." },
  { value: "MATTERS", label: "Only what matters", hint: "Moved dates, messages and delivery; the rest stays here to be looked at." },
];

/** How often a letter tells this person of shown work: three choices and an ordinary post. */
export function NewsForm({ news, path, problem }: { news: News; path: string; problem?: string }) {
  return (
    <section id="news" className="mt-12" aria-labelledby="news-heading">
      <h2 id="news-heading" className="font-serif text-xl">How often you hear of new work</h2>
      <form method="post" action={`${path}/news`} className="mt-3">
        {problem ? <p id="news-problem" role="alert" className="mb-2 font-medium text-red">▲ {problem}</p> : null}
        <fieldset aria-describedby={problem ? "news-problem" : undefined}>
          <legend className="text-muted">Now: {choices.find((choice) => choice.value === news)?.label.toLowerCase()}. It is yours to change at any time.</legend>
          <div className="mt-2">
            {choices.map(({ value, label, hint }) => (
              <div key={value} className="flex min-h-11 items-start gap-3 py-2">
                <input type="radio" id={value} name="news" value={value} defaultChecked={value === news} className="mt-0.5 size-5 flex-none accent-accent" />
                <label htmlFor={value} className="flex-1 cursor-pointer font-medium">
                  {label}
                  <span className="block text-sm font-normal text-muted">{hint}</span>
                </label>
              </div>
            ))}
          </div>
        </fieldset>
        <button type="submit" className="mt-2 min-h-11 cursor-pointer rounded border border-edge px-5 font-medium">Keep this choice</button>
      </form>
    </section>
  );
}
