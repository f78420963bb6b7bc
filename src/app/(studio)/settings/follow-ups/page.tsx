import type { Metadata } from "next";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { standardWords, valuesOf } from "@/features/follow-ups/emails";
import { FOLLOW_UP_KINDS, followUpKinds } from "@/features/follow-ups/kinds";
import { OwnWordsForm } from "@/features/follow-ups/settings/components/own-words";
import { SettingsForm } from "@/features/follow-ups/settings/components/settings-form";
import { findSomebody, listLanguages, listOwnTexts } from "@/features/follow-ups/settings/queries";
import { ownWords } from "@/features/follow-ups/settings/schema";
import { languageNames, languageOf, type Language } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { fieldsOf } from "@/lib/fields-of";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export const metadata: Metadata = { title: "Follow-up settings" };

export default async function FollowUpSettingsPage({ searchParams }: WithSearch) {
  const { scope, studio } = await requireFreelancer();
  const language = languageOf(String((await searchParams).language ?? "en"));
  const [languages, own, somebody] = await Promise.all([
    listLanguages(scope),
    listOwnTexts(scope, language),
    findSomebody(scope, language),
  ]);
  const person = somebody ?? { contactName: "Ines Duarte", projectTitle: "The lighthouse map" };
  const values = valuesOf({ freelancerName: studio.freelancerName, ...person });
  return (
    <div className="max-w-xl">
      <PageHeading
        title="Follow-up settings"
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            Settings
          </Link>
        }
        below={
          "Which emails go out after a project, when, and what they say. Emails already " +
          "scheduled keep their time."
        }
        action={
          <Link href="/follow-ups" className={buttonVariant("plain")}>
            Scheduled emails
          </Link>
        }
      />
      <div className="grid gap-14">
        <Section title="What is sent, and when">
          <div className="pt-2">
            <SettingsForm settings={studio} />
          </div>
        </Section>
        {languages.length > 1 ? <Languages languages={languages} chosen={language} /> : null}
        {FOLLOW_UP_KINDS.map((kind) => (
          <Section
            key={kind}
            id={kind.toLowerCase()}
            title={`${followUpKinds[kind].one} email`}
            aside={
              <span className="text-sm text-muted">
                {own.has(kind) ? "Your text" : "Default text"}
              </span>
            }
          >
            <div className="pt-2">
              <OwnWordsForm
                fields={fieldsOf(ownWords)}
                key={language}
                kind={kind}
                language={language}
                name={followUpKinds[kind].one.toLowerCase()}
                words={own.get(kind) ?? standardWords(localeOf(language), kind)}
                isOwn={own.has(kind)}
                values={values}
                person={somebody ? person.contactName : "Ines Duarte, for example,"}
              />
            </div>
          </Section>
        ))}
      </div>
    </div>
  );
}

function Languages({ languages, chosen }: { languages: Language[]; chosen: Language }) {
  return (
    <nav aria-label="Languages" id="words" className="-mb-6 scroll-mt-20">
      <p className="text-muted">Your text, for people who read</p>
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
              {languageNames[language]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
