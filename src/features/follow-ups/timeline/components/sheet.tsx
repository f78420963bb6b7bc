import { reword, usualWords } from "@/features/follow-ups/actions";
import { rewordedFollowUp } from "@/features/follow-ups/schema";
import { inBraces, variables, type OwnWords } from "@/features/follow-ups/settings/rules/filling";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { studioLocale } from "@/auth/session";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

type Written = {
  subject: string;
  words: {
    greeting: string;
    paragraphs: string[];
    link?: { sentence: string };
    closing?: string;
    signature: string;
    footnote?: string;
  };
};

/** A follow-up as it would be written now, on paper. */
export async function Sheet({ subject, words }: Written) {
  const { t } = await studioLocale();
  return (
    <div
      className={
        "grid max-w-[66ch] gap-4 rounded-sm border border-hairline bg-sheet px-5 py-6 font-serif " +
        "text-lg wrap-anywhere sm:px-8"
      }
    >
      <p className="font-sans text-base text-muted">
        {t("followUps.subject")}: <span className="text-ink">{subject}</span>
      </p>
      <p>{words.greeting}</p>
      {words.paragraphs.map((text, index) => (
        <p key={index} className="whitespace-pre-line">
          {text}
        </p>
      ))}
      {words.link ? (
        <p className="font-medium text-accent underline underline-offset-4">
          {words.link.sentence}
        </p>
      ) : null}
      <p className="whitespace-pre-line">
        {[words.closing, words.signature].filter(Boolean).join("\n")}
      </p>
      {words.footnote ? (
        <p className="border-t border-hairline pt-3 font-sans text-sm text-muted">
          {words.footnote}
        </p>
      ) : null}
    </div>
  );
}

const fields = fieldsOf(rewordedFollowUp);

/** The text of this one alone. */
export async function RewordForm({
  followUpId,
  readerId,
  words,
  isReworded,
}: {
  followUpId: string;
  readerId: string;
  words: OwnWords;
  isReworded: boolean;
}) {
  const { t } = await studioLocale();
  return (
    <div className="grid max-w-xl gap-4">
      <ActionForm action={reword} draft="words" hidden={{ followUpId }}>
        <TextField
          {...fields.subject}
          label={t("followUps.subject")}
          defaultValue={words.subject}
        />
        <AreaField
          {...fields.text}
          label={t("followUps.words")}
          hint={t("followUps.ownWords.hintForThisOne", {
            names: variables.map(inBraces).join(", "),
          })}
          defaultValue={words.text}
          rows={8}
        />
        <PreSendCheck
          texts={[fields.text.name, fields.subject.name]}
          readerId={readerId}
          variables={variables}
        />
        <div>
          <SubmitButton busy={t("form.saving")}>{t("form.save")}</SubmitButton>
        </div>
      </ActionForm>
      {isReworded ? (
        <ActionButton
          action={usualWords}
          hidden={{ followUpId }}
          variant="plain"
          busy={t("followUps.restoring")}
        >
          {t("followUps.ownWords.useDefault")}
        </ActionButton>
      ) : null}
    </div>
  );
}
