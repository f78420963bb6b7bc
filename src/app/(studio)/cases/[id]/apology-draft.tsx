import { studioLocale } from "@/auth/session";
import { draftApology, proposeRemedies } from "@/features/cases/apology/emails";
import { goodwillValues } from "@/features/clients/components/goodwill-fields";
import { draftedApology } from "@/features/cases/apology/schema";
import { ApologyForm } from "@/features/cases/components/apology-form";
import type { CaseFacts } from "@/features/cases/queries";
import { localeOf } from "@/language/locale";
import { fieldsOf } from "@/lib/fields-of";

const fields = fieldsOf(draftedApology);

/** The apology as it is so far: the freelancer's own draft, else the one that the client's words make. */
export async function ApologyDraft({ one, holdSeconds }: { one: CaseFacts; holdSeconds: number }) {
  const { t, words, durationName } = await studioLocale();
  const locale = localeOf(one.contact.language);
  const proposals = proposeRemedies(locale, one.facts);
  const saved = one.remedies.find((remedy) => !remedy.promisedAt);
  const goodwill = one.goodwill.find((offered) => !offered.givenAt);
  const isUntouched = one.draftVersion === 0;
  const remedy = saved?.text ?? (isUntouched ? proposals[0]! : "");
  return (
    <ApologyForm
      // What the client says meanwhile makes another draft, and so does a save.
      key={`${one.draftVersion} ${one.facts.complaints.length}`}
      words={words.cases.draft}
      buttons={words.buttons}
      goodwillWords={words.goodwill}
      fields={fields}
      caseId={one.id}
      readerId={one.contact.id}
      version={one.draftVersion}
      contactName={one.contact.name}
      language={t(`languages.${one.contact.language}`)}
      text={one.apologyText ?? draftApology(locale, one.facts)}
      remedy={remedy}
      proposals={proposals.filter((proposal) => proposal !== remedy)}
      goodwill={goodwillValues(goodwill ?? null)}
      undoTime={holdSeconds > 0 ? durationName(holdSeconds) : null}
    />
  );
}
