import { choose } from "@/features/studio/actions";
import { chosenLanguage } from "@/features/studio/schema";
import { LANGUAGES, ownNames, tags } from "@/language/languages";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { SubmitButton } from "@/ui/submit-button";

const { name } = fieldsOf(chosenLanguage).language;

/** The languages there are, each in itself. The page is in the chosen one at once. */
export function LanguageChoice({ locale: { t, language: current } }: { locale: StudioLocale }) {
  return (
    <nav aria-label={t("settings.language")} className="mb-6">
      <ActionForm action={choose} draft={null} className="flex flex-wrap gap-x-5">
        {LANGUAGES.map((language) =>
          language === current ? (
            <span
              key={language}
              aria-current="true"
              className="inline-flex min-h-11 items-center font-medium"
            >
              {ownNames[language]}
            </span>
          ) : (
            <span key={language} lang={tags[language]}>
              <SubmitButton name={name} value={language} variant="plain">
                {ownNames[language]}
              </SubmitButton>
            </span>
          ),
        )}
      </ActionForm>
    </nav>
  );
}
