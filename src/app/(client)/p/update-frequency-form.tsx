import { withinSentence, type Locale } from "@/language/locale";

const choices = ["DAILY", "WEEKLY", "MATTERS"] as const;
type UpdateFrequency = (typeof choices)[number];

/** How often an email tells this person of shown work: three choices and an ordinary post. */
export function UpdateFrequencyForm({
  locale: { t },
  updateFrequency,
  path,
  problem,
}: {
  locale: Locale;
  updateFrequency: UpdateFrequency;
  path: string;
  problem?: string;
}) {
  return (
    <section id="updates" className="mt-12" aria-labelledby="updates-heading">
      <h2 id="updates-heading" className="font-serif text-xl">
        {t("updates.heading")}
      </h2>
      <form method="post" action={`${path}/updates`} className="mt-3">
        {problem ? (
          <p id="updates-problem" role="alert" className="mb-2 font-medium text-red">
            ▲ {problem}
          </p>
        ) : null}
        <fieldset aria-describedby={problem ? "updates-problem" : undefined}>
          <legend className="text-muted">
            {t("updates.now", { choice: withinSentence(t(`updates.${updateFrequency}.label`)) })}
          </legend>
          <div className="mt-2">
            {choices.map((value) => (
              <div key={value} className="flex min-h-11 items-start gap-3 py-2">
                <input
                  type="radio"
                  id={value}
                  name="updateFrequency"
                  value={value}
                  defaultChecked={value === updateFrequency}
                  className="mt-0.5 size-5 flex-none accent-accent"
                />
                <label htmlFor={value} className="flex-1 cursor-pointer font-medium">
                  {t(`updates.${value}.label`)}
                  <span className="block text-sm font-normal text-muted">
                    {t(`updates.${value}.hint`)}
                  </span>
                </label>
              </div>
            ))}
          </div>
        </fieldset>
        <button
          type="submit"
          className="mt-2 min-h-11 cursor-pointer rounded border border-edge px-5 font-medium"
        >
          {t("updates.keep")}
        </button>
      </form>
    </section>
  );
}
