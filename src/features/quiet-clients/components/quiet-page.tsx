import { Button } from "@/document/button";
import { ProblemLine, TextField } from "@/document/field";
import { Frame, Notice } from "@/document/frame";
import type { QuietFacts } from "@/features/quiet-clients/queries";
import { MOST_IN_WORDS, QUIET_REASONS } from "@/features/quiet-clients/schema";
import type { Locale } from "@/language/locale";

export type TypedQuiet = { reason: string; words: string; isComplaint: string; problem: string };

type QuietPageProps = { locale: Locale; facts: QuietFacts; path: string; typed?: TypedQuiet };

/** The one question to a client who has been quiet. Nothing is chosen beforehand, so that only a person answers. */
export function QuietPage({ locale, facts, path, typed }: QuietPageProps) {
  const { t, calls } = locale;
  const { freelancerName: name, contactName, project } = facts;
  return (
    <Frame locale={locale} title={t("quiet.title")} signature={name} look={facts.look}>
      <main className="pt-10">
        <p className="text-muted">
          {t("quiet.about", { name: calls(contactName), project: project.title })}
        </p>
        <form method="post" action={path} className="mt-2">
          <Reasons locale={locale} typed={typed} />
          <div className="mt-8">
            <TextField
              id="words"
              name="words"
              label={
                <>
                  {t("quiet.words")}{" "}
                  <span className="font-normal text-muted">{t("survey.ifYouLike")}</span>
                </>
              }
              maxLength={MOST_IN_WORDS}
              defaultValue={typed?.words}
            />
          </div>
          <label className="mt-4 flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              name="isComplaint"
              value="yes"
              defaultChecked={typed?.isComplaint === "yes"}
              className="size-5 flex-none accent-accent"
            />
            {t("quiet.complaint", { name })}
          </label>
          <Button variant="main" className="mt-6 w-full py-3 text-lg sm:w-auto">
            {t("quiet.send")}
          </Button>
          <p className="mt-4 text-sm text-muted">{t("quiet.readBy", { name })}</p>
        </form>
      </main>
    </Frame>
  );
}

function Reasons({ locale: { t }, typed }: Pick<QuietPageProps, "locale" | "typed">) {
  const problem = typed?.problem;
  return (
    <fieldset aria-describedby={problem ? "problem" : undefined}>
      <legend>
        <h1 className="font-serif text-4xl">{t("quiet.question")}</h1>
      </legend>
      <ProblemLine id="problem" className="mt-3">
        {problem}
      </ProblemLine>
      <div className="mt-6 space-y-3">
        {QUIET_REASONS.map((reason) => (
          <label
            key={reason}
            className={
              "flex min-h-12 cursor-pointer items-center gap-4 rounded border border-edge bg-sheet px-4 py-3 " +
              "has-checked:border-accent has-checked:outline-2 has-checked:outline-accent"
            }
          >
            <input
              type="radio"
              name="reason"
              value={reason}
              required
              defaultChecked={typed?.reason === reason}
              className="size-5 flex-none accent-accent"
            />
            {t(`quiet.reasons.${reason}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** After the answer: thanks, and the way to add something. */
export function QuietThanksPage({ locale, facts }: { locale: Locale; facts: QuietFacts }) {
  const { t } = locale;
  return (
    <Frame
      locale={locale}
      title={t("quiet.title")}
      signature={facts.freelancerName}
      look={facts.look}
    >
      <Notice heading={t("quiet.thanks.heading")}>
        <p>{t("quiet.thanks.text")}</p>
        <p>{facts.freelancerName}</p>
      </Notice>
    </Frame>
  );
}

/** After the question's last day, where it was never answered. */
export function QuietClosedPage({ locale, facts }: { locale: Locale; facts: QuietFacts }) {
  const { t } = locale;
  return (
    <Frame
      locale={locale}
      title={t("quiet.title")}
      signature={facts.freelancerName}
      look={facts.look}
    >
      <Notice heading={t("survey.closed.heading")}>
        <p>{t("quiet.closed")}</p>
        <p>{facts.freelancerName}</p>
      </Notice>
    </Frame>
  );
}
