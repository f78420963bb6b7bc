import { Button } from "@/document/button";
import { ProblemLine, TextField } from "@/document/field";
import { Section } from "@/document/section";
import type { ComplaintAbout } from "@/db/enums";
import { COMPLAINT_ABOUT } from "@/features/cases/schema";
import { answersBy } from "@/features/studio/rules";
import type { Locale } from "@/language/locale";
import { dayIn } from "@/lib/dates";

export type TypedSpecifics = { about: string[]; specifics: string; problem: string };

type SpecifyProps = {
  locale: Locale;
  complaint: {
    about: ComplaintAbout[];
    specifics: string;
    specifiedAt: Date | null;
    case: { openedAt: Date; firstRespondedAt: Date | null; closedAt: Date | null };
  };
  /** What the client wrote with the answer: it is shown, so that nobody says it twice. */
  words: string;
  studio: Parameters<typeof answersBy>[0];
  /** The reader's. */
  zone: string;
  now: Date;
  /** Where it posts to. */
  path: string;
  typed?: TypedSpecifics;
};

/** After an answer below mark: by when they hear, and what exactly was not right, asked once. */
export function Specify({ complaint, ...props }: SpecifyProps) {
  const { locale, typed } = props;
  const { t } = locale;
  if (complaint.case.closedAt)
    return typed ? <ProblemLine className="mt-10">{t("specify.closed")}</ProblemLine> : null;
  const isSaid = complaint.specifiedAt !== null && !typed;
  return (
    <Section id="specifics" heading={t("specify.heading")} className="mt-10">
      <WhenTheyHear {...props} since={complaint.case} />
      {isSaid ? (
        <>
          <p role="status" className="mt-4 font-medium">
            ✓ {t("specify.thanks")}
          </p>
          <details className="mt-4">
            <summary className="min-h-11 cursor-pointer underline">{t("specify.change")}</summary>
            <SpecifyForm {...props} complaint={complaint} />
          </details>
        </>
      ) : (
        <SpecifyForm {...props} complaint={complaint} />
      )}
    </Section>
  );
}

function WhenTheyHear({
  locale: { t, timeName, zoneName },
  since,
  studio,
  zone,
  now,
}: SpecifyPropsWithout & { since: SpecifyProps["complaint"]["case"] }) {
  if (since.firstRespondedAt) return null;
  const by = answersBy(studio, since.openedAt);
  return (
    <p className="mt-2">
      {by && by > now
        ? t.rich("specify.nextBy", {
            time: timeName(by, zone, dayIn(zone, now)),
            zone: zoneName(zone),
            b: (words) => <strong>{words}</strong>,
          })
        : t("specify.next")}
    </p>
  );
}

type SpecifyPropsWithout = Omit<SpecifyProps, "complaint">;

function SpecifyForm({ locale: { t }, complaint, words, path, typed }: SpecifyProps) {
  const ticked = typed?.about ?? complaint.about;
  return (
    <form method="post" action={path} className="mt-4">
      {words ? (
        <div className="border-l-2 border-hairline pl-4">
          <p className="text-sm text-muted">{t("specify.youWrote")}</p>
          <p className="whitespace-pre-line wrap-anywhere" dir="auto">
            {words}
          </p>
        </div>
      ) : null}
      <fieldset className="mt-4">
        <legend className="text-muted">{t("specify.hint")}</legend>
        <ProblemLine id="specify-problem" className="mt-2">
          {typed?.problem}
        </ProblemLine>
        <div className="mt-2 grid gap-x-4 sm:grid-cols-2">
          {COMPLAINT_ABOUT.map((one) => (
            <label key={one} className="flex min-h-11 cursor-pointer items-center gap-3">
              <input
                type="checkbox"
                name={one}
                value="yes"
                defaultChecked={ticked.includes(one)}
                className="size-5 flex-none accent-accent"
              />
              {t(`specify.${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-4">
        <TextField
          id="specifics-text"
          name="specifics"
          label={t("specify.exactly")}
          maxLength={4000}
          defaultValue={typed?.specifics ?? complaint.specifics}
        />
      </div>
      <Button variant="main">{t("specify.send")}</Button>
    </form>
  );
}

/** What was ticked and typed, as a form that was refused had it. */
export function typedSpecifics(typed: Record<string, string>, problem: string): TypedSpecifics {
  const about = COMPLAINT_ABOUT.filter((one) => typed[one] === "yes");
  return { about, specifics: typed.specifics ?? "", problem };
}
