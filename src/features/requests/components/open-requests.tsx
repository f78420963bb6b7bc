import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { change, cancel } from "@/features/requests/actions";
import type { RequestRow } from "@/features/requests/queries";
import { isLate } from "@/features/requests/rules";
import { changedRequest, notedAnswer } from "@/features/requests/schema";
import type { Day } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { noteAnswer } from "@/workflows/answer-request/actions";
import { MeantAnswer } from "./meant-answer";

type RowProps = { request: RequestRow; readerId: string; today: Day };

/** What the client has not answered yet, by its day, each with what can be done about it. */
export async function OpenRequests({
  requests,
  ...rest
}: { requests: RequestRow[] } & Omit<RowProps, "request">) {
  return (
    <ul className="divide-y divide-hairline">
      {requests.map((request) => (
        <Row key={request.id} request={request} {...rest} />
      ))}
    </ul>
  );
}

async function Row({ request, readerId, today }: RowProps) {
  const { t, dayAndDistance } = await studioLocale();
  const { id, kind, title, details, options, dueOn, who, changedAt, replies } = request;
  const late = isLate(request, today);
  return (
    <li className="grid gap-1 py-3">
      <p className="font-medium wrap-anywhere" dir="auto">
        {title}
      </p>
      <p className="text-sm text-muted">
        <StatusBadge shape={late ? "late" : "waits"}>
          {t(late ? "requests.standing.late" : "requests.standing.open")}
        </StatusBadge>{" "}
        · {t(`requests.kinds.${kind}`)} · {t("requests.from", { name: who })} ·{" "}
        {dayAndDistance(dueOn, today)}
        {changedAt ? ` · ${t("requests.changed")}` : ""}
      </p>
      {details ? (
        <p className="text-sm whitespace-pre-line wrap-anywhere" dir="auto">
          {details}
        </p>
      ) : null}
      {options.length > 0 ? (
        <p className="text-sm text-muted wrap-anywhere">{options.join(" · ")}</p>
      ) : null}
      {replies.map((reply) => (
        <div key={reply.messageId} className="border-l-2 border-hairline pl-3">
          <p className="text-sm text-muted">{t("requests.sent", { name: reply.by ?? who })}</p>
          <p className="line-clamp-3 font-serif wrap-anywhere" dir="auto">
            {reply.text}
          </p>
          <MeantAnswer
            requestId={id}
            messageId={reply.messageId}
            options={options}
            isDecision={kind === "DECISION"}
          />
        </div>
      ))}
      <div className="flex flex-wrap items-start gap-x-5">
        <Disclosure title={t("requests.change")} about={title}>
          <ChangeForm request={request} readerId={readerId} today={today} />
        </Disclosure>
        <Disclosure title={t("requests.answer.note")} about={title}>
          <NoteForm request={request} />
        </Disclosure>
        <AskFirst
          action={cancel}
          hidden={{ requestId: id }}
          about={title}
          question={t("requests.cancelQuestion", { title })}
          confirm={t("requests.cancelIt")}
          busy={t("buttons.saving")}
        >
          {t("requests.cancel")}
        </AskFirst>
      </div>
    </li>
  );
}

const changed = fieldsOf(changedRequest);

async function ChangeForm({ request, readerId, today }: RowProps) {
  const { t } = await studioLocale();
  const { id, title, details, dueOn } = request;
  return (
    <ActionForm
      action={change}
      draft={`request ${id}`}
      hidden={{ requestId: id }}
      className="grid w-80 max-w-full gap-4"
    >
      <TextField {...changed.title} label={t("requests.form.title")} defaultValue={title} />
      <TextField
        {...changed.dueOn}
        label={t("requests.form.dueOn")}
        type="date"
        min={dueOn < today ? dueOn : today}
        defaultValue={dueOn}
      />
      <AreaField
        {...changed.details}
        label={t("requests.form.detailsOptional")}
        hint={t("requests.changeHint")}
        rows={2}
        defaultValue={details}
      />
      <PreSendCheck texts={[changed.title.name, changed.details.name]} readerId={readerId} />
      <div>
        <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}

const noted = fieldsOf(notedAnswer);

/** An answer that came by phone or in person. */
async function NoteForm({ request: { id, kind, options } }: { request: RequestRow }) {
  const { t } = await studioLocale();
  const isDecision = kind === "DECISION";
  return (
    <ActionForm
      action={noteAnswer}
      draft={`answer ${id}`}
      hidden={{ requestId: id }}
      className="grid w-80 max-w-full gap-4"
    >
      <FormKey name={noted.formKey.name} value={crypto.randomUUID()} />
      {isDecision ? (
        <SelectField
          {...noted.option}
          label={t("requests.answer.option")}
          choices={options.map((option) => ({ value: option, label: option }))}
        />
      ) : null}
      <AreaField
        {...noted.text}
        label={t(isDecision ? "requests.answer.beside" : "requests.answer.text")}
        rows={2}
      />
      <div>
        <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
