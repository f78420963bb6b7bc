import { withinSentence, type Tongue } from "@/language/tongue";

const choices = ["DAILY", "WEEKLY", "MATTERS"] as const;
type News = (typeof choices)[number];

/** How often a letter tells this person of shown work: three choices and an ordinary post. */
export function NewsForm({
  tongue: { t },
  news,
  path,
  problem,
}: {
  tongue: Tongue;
  news: News;
  path: string;
  problem?: string;
}) {
  return (
    <section id="news" className="mt-12" aria-labelledby="news-heading">
      <h2 id="news-heading" className="font-serif text-xl">
        {t("news.heading")}
      </h2>
      <form method="post" action={`${path}/news`} className="mt-3">
        {problem ? (
          <p id="news-problem" role="alert" className="mb-2 font-medium text-red">
            ▲ {problem}
          </p>
        ) : null}
        <fieldset aria-describedby={problem ? "news-problem" : undefined}>
          <legend className="text-muted">
            {t("news.now", { choice: withinSentence(t(`news.${news}.label`)) })}
          </legend>
          <div className="mt-2">
            {choices.map((value) => (
              <div key={value} className="flex min-h-11 items-start gap-3 py-2">
                <input
                  type="radio"
                  id={value}
                  name="news"
                  value={value}
                  defaultChecked={value === news}
                  className="mt-0.5 size-5 flex-none accent-accent"
                />
                <label htmlFor={value} className="flex-1 cursor-pointer font-medium">
                  {t(`news.${value}.label`)}
                  <span className="block text-sm font-normal text-muted">
                    {t(`news.${value}.hint`)}
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
          {t("news.keep")}
        </button>
      </form>
    </section>
  );
}
