import type { Metadata } from "next";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { standardWords, valuesOf } from "@/features/follow-ups/emails";
import { FOLLOW_UP_KINDS } from "@/features/follow-ups/kinds";
import { OwnWordsForm } from "@/features/follow-ups/settings/components/own-words";
import { SettingsForm } from "@/features/follow-ups/settings/components/settings-form";
import { inBraces, variables } from "@/features/follow-ups/settings/rules/filling";
import { findSomebody, listLanguages, listOwnTexts } from "@/features/follow-ups/settings/queries";
import { ownWords } from "@/features/follow-ups/settings/schema";
import { NudgeSwitch } from "@/features/requests/components/nudge-switch";
import { languageOf, type Language } from "@/language/languages";
import { localeOf } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("followUps.settings.title") };
}

/** Who reads the example while there is nobody yet. */
const SAMPLE = "Ines Duarte";

export default async function FollowUpSettingsPage({ searchParams }: WithSearch) {
  const { scope, studio } = await requireFreelancer();
  const locale = await studioLocale();
  const { t, words } = locale;
  const language = languageOf(String((await searchParams).language ?? "en"));
  const [languages, own, somebody] = await Promise.all([
    listLanguages(scope),
    listOwnTexts(scope, language),
    findSomebody(scope, language),
  ]);
  const person = somebody ?? {
    contactName: SAMPLE,
    projectTitle: t("followUps.settings.sampleProject"),
  };
  const names = variables.map(inBraces).join(", ");
  const said = { ...words.followUps.ownWords, hint: t("followUps.ownWords.hint", { names }) };
  const values = valuesOf({ freelancerName: studio.freelancerName, ...person });
  return (
    <div className="max-w-xl">
      <PageHeading
        title={t("followUps.settings.title")}
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            {t("settings.title")}
          </Link>
        }
        below={t("followUps.settings.text")}
        action={
          <Link href="/follow-ups" className={buttonVariant("plain")}>
            {t("followUps.settings.scheduled")}
          </Link>
        }
      />
      <div className="grid gap-14">
        <Section title={t("followUps.settings.heading")}>
          <div className="pt-2">
            <SettingsForm settings={studio} t={t} />
          </div>
        </Section>
        <Section id="nudges" title={t("requests.nudges.title")}>
          <div className="pt-2">
            <NudgeSwitch isOn={studio.nudgesOffAt === null} locale={locale} />
          </div>
        </Section>
        {languages.length > 1 ? <Languages languages={languages} chosen={language} t={t} /> : null}
        {FOLLOW_UP_KINDS.map((kind) => (
          <Section
            key={kind}
            id={kind.toLowerCase()}
            title={t(`followUps.kinds.${kind}.email`)}
            aside={
              <span className="text-sm text-muted">
                {t(
                  own.has(kind) ? "followUps.settings.yourText" : "followUps.settings.defaultText",
                )}
              </span>
            }
          >
            <div className="pt-2">
              <OwnWordsForm
                fields={fieldsOf(ownWords)}
                key={language}
                kind={kind}
                language={language}
                name={t(`followUps.kinds.${kind}.email`)}
                said={said}
                words={own.get(kind) ?? standardWords(localeOf(language), kind)}
                isOwn={own.has(kind)}
                values={values}
                person={
                  somebody?.contactName ?? t("followUps.settings.samplePerson", { name: SAMPLE })
                }
              />
            </div>
          </Section>
        ))}
      </div>
    </div>
  );
}

type LanguagesProps = { languages: Language[]; chosen: Language; t: StudioLocale["t"] };

function Languages({ languages, chosen, t }: LanguagesProps) {
  return (
    <nav aria-label={t("followUps.settings.languages")} id="words" className="-mb-6 scroll-mt-20">
      <p className="text-muted">{t("followUps.settings.forPeople")}</p>
      <ul className="flex flex-wrap gap-x-5">
        {languages.map((language) => (
          <li key={language}>
            {/* The words below are another language's: a reader is taken to them, not to the top. */}
            <Link
              href={`/settings/follow-ups?language=${language}#words`}
              aria-current={language === chosen ? "true" : undefined}
              className={
                "inline-flex min-h-11 items-center " +
                (language === chosen
                  ? "font-medium"
                  : "underline decoration-edge underline-offset-4 hover:decoration-ink")
              }
            >
              {t(`languages.${language}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
