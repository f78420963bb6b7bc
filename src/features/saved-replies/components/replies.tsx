import { change, remove, save } from "@/features/saved-replies/actions";
import type { ReplyRow } from "@/features/saved-replies/queries";
import { variables } from "@/features/saved-replies/rules";
import { changedReply } from "@/features/saved-replies/schema";
import { studioLocale } from "@/auth/session";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { AreaField, TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(changedReply);
const names = variables.map((name) => `{${name}}`);

function hintIn({ t, tag }: StudioLocale): string {
  return t("savedReplies.textHint", { names: new Intl.ListFormat(tag).format(names) });
}

/** What the studio writes again and again, each with its form. */
export async function Replies({ replies }: { replies: ReplyRow[] }) {
  const locale = await studioLocale();
  const { t } = locale;
  return (
    <ul className="-mt-2 divide-y divide-hairline">
      {replies.map((reply) => (
        <li key={reply.id} className="py-2">
          <Disclosure title={reply.name}>
            <div className="grid gap-4 pb-3">
              <ChangeForm reply={reply} locale={locale} />
              <AskFirst
                action={remove}
                hidden={{ replyId: reply.id }}
                about={reply.name}
                question={t("savedReplies.deleteQuestion", { name: reply.name })}
                confirm={t("savedReplies.deleteIt")}
                busy={t("savedReplies.deleting")}
              >
                {t("savedReplies.delete")}
              </AskFirst>
            </div>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

type ChangeFormProps = { reply: ReplyRow; locale: StudioLocale };

function ChangeForm({ reply: { id, name, text }, locale }: ChangeFormProps) {
  const { t } = locale;
  return (
    <ActionForm
      action={change}
      draft={`reply ${id}`}
      hidden={{ replyId: id }}
      seen={{ name, text }}
      label={name}
    >
      <TextField {...fields.name} label={t("savedReplies.name")} defaultValue={name} />
      <AreaField
        {...fields.text}
        label={t("savedReplies.text")}
        hint={hintIn(locale)}
        defaultValue={text}
        rows={6}
      />
      <div>
        <SubmitButton busy={t("form.saving")} about={name}>
          {t("form.save")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Adds one. */
export async function NewReplyForm() {
  const locale = await studioLocale();
  const { t } = locale;
  return (
    <ActionForm action={save} draft="new reply" label={t("savedReplies.new")}>
      <TextField
        {...fields.name}
        label={t("savedReplies.name")}
        hint={t("savedReplies.nameHint")}
      />
      <AreaField {...fields.text} label={t("savedReplies.text")} hint={hintIn(locale)} rows={6} />
      <div>
        <SubmitButton variant="main" busy={t("form.saving")}>
          {t("savedReplies.save")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
