import type { ReactNode } from "react";
import { Button } from "@/document/button";
import { Field, ProblemLine, TextField } from "@/document/field";
import { Frame } from "@/document/frame";
import type { TestimonialFacts } from "@/features/testimonials/queries";
import { testimonialStatusOf } from "@/features/testimonials/rules";
import { MOST_NAME, MOST_TEXT } from "@/features/testimonials/schema";
import { Quote } from "@/features/testimonials/wall/components/quote";
import type { Locale } from "@/language/locale";

/** What was typed and why it was not taken, by the field it is about. */
export type Typed = {
  quote: string;
  shownName: string;
  problem: string;
  field: "quote" | "shownName" | "consent" | null;
};

type PageProps = {
  locale: Locale;
  facts: TestimonialFacts;
  /** Where the page is, and where its form is sent. */
  path: string;
  /** The studio's wall; null while it has none. */
  wall: string | null;
  now: Date;
};

/** Where a contact says a few words in public, or changes them: nothing is ticked beforehand. */
export function TestimonialForm(props: PageProps & { consent: string; typed?: Typed }) {
  const { locale, facts, path, wall, consent, typed } = props;
  const { t } = locale;
  const { studio } = facts;
  const isChange = ["given", "edited", "hidden"].includes(testimonialStatusOf(facts));
  const problemOf = (field: Typed["field"]) =>
    typed?.field === field ? typed?.problem : undefined;
  return (
    <Frame
      locale={locale}
      title={t("testimonial.title")}
      signature={studio.freelancerName}
      look={studio}
    >
      <main className="pt-10">
        <p className="text-muted [overflow-wrap:anywhere]">
          {t("testimonial.about", {
            name: locale.calls(facts.contact.name),
            project: facts.projectTitle,
          })}
        </p>
        <h1 className="mt-2 font-serif text-4xl">
          {t(isChange ? "testimonial.change" : "testimonial.heading")}
        </h1>
        <p className="mt-4 [overflow-wrap:anywhere]">
          {t("testimonial.where", { studio: studio.name })} <SeeWall locale={locale} wall={wall} />
        </p>
        <ProblemLine className="mt-4">{problemOf(null)}</ProblemLine>
        <form method="post" action={path} className="mt-8">
          <TextField
            id="quote"
            name="quote"
            label={t("testimonial.quote")}
            hint={t("testimonial.quoteHint", { most: MOST_TEXT })}
            problem={problemOf("quote")}
            maxLength={MOST_TEXT}
            required
            defaultValue={typed?.quote ?? facts.text}
          />
          <div className="mt-8">
            <NameField
              {...props}
              value={typed?.shownName ?? (facts.shownName || facts.contact.name)}
              problem={problemOf("shownName")}
            />
          </div>
          <Consent locale={locale} consent={consent} problem={problemOf("consent")} />
          <Button variant="main" className="mt-8 w-full py-3 text-lg sm:w-auto">
            {t(isChange ? "testimonial.again" : "testimonial.publish")}
          </Button>
        </form>
      </main>
    </Frame>
  );
}

function SeeWall({ locale: { t }, wall }: { locale: Locale; wall: string | null }) {
  if (!wall) return null;
  return (
    <a href={wall} className="whitespace-nowrap underline underline-offset-4">
      {t("testimonial.see")}
    </a>
  );
}

type NameFieldProps = { locale: Locale; value: string; problem?: string };

function NameField({ locale: { t }, value, problem }: NameFieldProps) {
  return (
    <Field
      id="shownName"
      label={t("testimonial.shownName")}
      hint={t("testimonial.shownNameHint")}
      problem={problem}
    >
      {(described) => (
        <input
          {...described}
          name="shownName"
          required
          // A character may be several units: the server counts as its reader does.
          maxLength={MOST_NAME * 20}
          defaultValue={value}
          dir="auto"
          autoComplete="off"
          className="mt-2 block min-h-11 w-full rounded border border-edge bg-sheet px-3 text-base text-ink"
        />
      )}
    </Field>
  );
}

type ConsentProps = { locale: Locale; consent: string; problem?: string };

function Consent({ locale: { t }, consent, problem }: ConsentProps) {
  return (
    <fieldset className="mt-8" aria-describedby={problem ? "consent-problem" : undefined}>
      <legend className="font-medium">{t("testimonial.agreement")}</legend>
      <ProblemLine id="consent-problem">{problem}</ProblemLine>
      <label className="mt-2 flex min-h-11 cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          name="consent"
          value={consent}
          required
          className="mt-0.5 size-5 flex-none accent-accent"
        />
        <span className="[overflow-wrap:anywhere]">{consent}</span>
      </label>
    </fieldset>
  );
}

/** What has become of a contact's words: how they appear, or why nobody sees them; and how to change or remove them. */
export function TestimonialPage(props: PageProps) {
  const { locale, facts, path } = props;
  const { t } = locale;
  const { studio, contact } = facts;
  const status = testimonialStatusOf(facts);
  const mayWrite = !contact.linkRevokedAt;
  const has = status === "given" || status === "edited" || status === "hidden";
  return (
    <Frame
      locale={locale}
      title={t("testimonial.title")}
      signature={studio.freelancerName}
      look={studio}
    >
      <main className="pt-12">
        <Become {...props} />
        {has ? <AsShown {...props} /> : null}
        {has || mayWrite ? (
          <div className="mt-10 border-t border-hairline pt-4">
            {mayWrite ? (
              <p>
                <a
                  href={`${path}?edit`}
                  className="inline-flex min-h-11 items-center underline underline-offset-4"
                >
                  {t(has ? "testimonial.again" : "testimonial.removed.again")}
                </a>
              </p>
            ) : null}
            {has ? (
              <form method="post" action={`${path}/remove`}>
                <p className="mt-4 text-sm text-muted">{t("testimonial.removeHint")}</p>
                <Button>{t("testimonial.remove")}</Button>
              </form>
            ) : null}
          </div>
        ) : null}
      </main>
    </Frame>
  );
}

function Become({ locale, facts, wall }: PageProps) {
  const { t } = locale;
  const name = facts.studio.freelancerName;
  const status = testimonialStatusOf(facts);
  if (status === "removed")
    return <Said heading={t("testimonial.removed.heading")}>{t("testimonial.removed.text")}</Said>;
  if (status === "hidden" && facts.hiddenFor)
    return (
      <Said heading={t("testimonial.hidden.heading")}>
        {t(`testimonial.hidden.${facts.hiddenFor}`, { name, why: facts.hiddenWhy })}{" "}
        {t("testimonial.hidden.still", { name })}
      </Said>
    );
  if (status === "asked" || facts.contact.linkRevokedAt)
    return <Said heading={t("testimonial.revoked.heading")}>{t("testimonial.revoked.text")}</Said>;
  if (!wall)
    return <Said heading={t("testimonial.title")}>{t("testimonial.given.closed", { name })}</Said>;
  return (
    <Said heading={t("testimonial.given.heading")}>
      {t("testimonial.given.text")} <SeeWall locale={locale} wall={wall} />
    </Said>
  );
}

function Said({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <>
      <h1 className="font-serif text-3xl">{heading}</h1>
      <p className="mt-4 text-muted [overflow-wrap:anywhere]">{children}</p>
    </>
  );
}

function AsShown({ locale, facts, now }: PageProps) {
  const { studio, text, shownName, givenAt, editedAt, reply, contact } = facts;
  if (!givenAt) return null;
  return (
    <div className="mt-8 border-t border-hairline pt-8">
      <Quote
        locale={locale}
        said={{
          text,
          name: shownName,
          language: contact.language,
          givenAt,
          editedAt,
          reply: reply ? { text: reply, took: null } : null,
        }}
        freelancer={studio.freelancerName}
        zone={studio.zone}
        now={now}
      />
    </div>
  );
}
