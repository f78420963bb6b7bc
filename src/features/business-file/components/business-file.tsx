import { save } from "@/features/business-file/actions";
import { nextQuestion, partNames, type Known } from "@/features/business-file/rules";
import { businessFile, labels } from "@/features/business-file/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(businessFile);

/** What is known about a client's business, and the next good question. The client never sees it. */
export function BusinessFile({ clientId, known }: { clientId: string; known: Known }) {
  const question = nextQuestion(known);
  const isEmpty = partNames.every((name) => known[name] === "");
  return (
    <div className="grid gap-3">
      {isEmpty ? (
        <p className="text-muted">
          Nothing noted yet. Your client doesn’t see what you write here.
        </p>
      ) : (
        <dl className="grid gap-3">
          {partNames.map((name) =>
            known[name] ? (
              <div key={name}>
                <dt className="text-sm text-muted">{labels[name]}</dt>
                <dd className="whitespace-pre-line wrap-anywhere" dir="auto">
                  {known[name]}
                </dd>
              </div>
            ) : null,
          )}
        </dl>
      )}
      {question ? (
        <p className="border-l-2 border-accent pl-3">
          <span className="block text-sm text-muted">A good question to ask next</span>“{question}”
        </p>
      ) : null}
      <Disclosure title={isEmpty ? "Note something" : "Change"} about="the client’s business">
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
              label={labels[name]}
              rows={2}
              defaultValue={known[name]}
            />
          ))}
          <div>
            <SubmitButton busy="Saving…">Save</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </div>
  );
}
