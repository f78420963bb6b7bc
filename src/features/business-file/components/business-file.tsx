import { studioLocale } from "@/auth/session";
import { save } from "@/features/business-file/actions";
import { nextToAsk, partNames, type Known } from "@/features/business-file/rules";
import { businessFile } from "@/features/business-file/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(businessFile);

/** What is known about a client's business, and the next good question. The client never sees it. */
export async function BusinessFile({ clientId, known }: { clientId: string; known: Known }) {
  const { t } = await studioLocale();
  const next = nextToAsk(known);
  const isEmpty = partNames.every((name) => known[name] === "");
  return (
    <div className="grid gap-3">
      {isEmpty ? (
        <p className="text-muted">{t("businessFile.none")}</p>
      ) : (
        <dl className="grid gap-3">
          {partNames.map((name) =>
            known[name] ? (
              <div key={name}>
                <dt className="text-sm text-muted">{t(`businessFile.parts.${name}`)}</dt>
                <dd className="whitespace-pre-line wrap-anywhere" dir="auto">
                  {known[name]}
                </dd>
              </div>
            ) : null,
          )}
        </dl>
      )}
      {next ? (
        <p className="border-l-2 border-accent pl-3">
          <span className="block text-sm text-muted">{t("businessFile.ask")}</span>
          {t("businessFile.quoted", { question: t(`businessFile.questions.${next}`) })}
        </p>
      ) : null}
      <Disclosure
        title={t(isEmpty ? "businessFile.note" : "businessFile.change")}
        about={t("businessFile.about")}
      >
        <ActionForm
          action={save}
          draft="business"
          hidden={{ clientId }}
          seen={known}
          className="grid gap-4"
        >
          {partNames.map((name) => (
            <AreaField
              key={name}
              {...fields[name]}
              label={t(`businessFile.parts.${name}`)}
              rows={2}
              defaultValue={known[name]}
            />
          ))}
          <div>
            <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </div>
  );
}
