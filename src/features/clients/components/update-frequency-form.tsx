import { Button } from "@/document/button";
import { ProblemLine, Radio } from "@/document/field";
import { Section } from "@/document/section";
import { withinSentence, type Locale } from "@/language/locale";

const choices = ["DAILY", "WEEKLY", "MATTERS"] as const;
type UpdateFrequency = (typeof choices)[number];

/** How often an email tells this person of shown work: three choices and an ordinary post. */
export function UpdateFrequencyForm({
  locale: { t },
  updateFrequency,
  chosen,
  path,
  problem,
}: {
  locale: Locale;
  updateFrequency: UpdateFrequency;
  /** What was chosen in the form that was refused. */ chosen?: string;
  path: string;
  problem?: string;
}) {
  return (
    <Section id="updates" heading={t("updates.heading")} onPaper={false}>
      <form method="post" action={`${path}/updates`} className="mt-3">
        <ProblemLine id="updates-problem" className="mb-2">
          {problem}
        </ProblemLine>
        <fieldset aria-describedby={problem ? "updates-problem" : undefined}>
          <legend className="text-muted">
            {t("updates.now", { choice: withinSentence(t(`updates.${updateFrequency}.label`)) })}
          </legend>
          <div className="mt-2">
            {choices.map((value) => (
              <Radio
                key={value}
                name="updateFrequency"
                value={value}
                isChosen={value === (chosen || updateFrequency)}
                label={t(`updates.${value}.label`)}
                hint={t(`updates.${value}.hint`)}
              />
            ))}
          </div>
        </fieldset>
        <Button className="mt-2">{t("updates.keep")}</Button>
      </form>
    </Section>
  );
}
