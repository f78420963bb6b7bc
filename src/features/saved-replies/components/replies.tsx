import { change, remove, save } from "@/features/saved-replies/actions";
import type { ReplyRow } from "@/features/saved-replies/queries";
import { variables } from "@/features/saved-replies/rules";
import { changedReply } from "@/features/saved-replies/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { AreaField, TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(changedReply);
const names = variables.map((name) => `{${name}}`);
const HINT = `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are filled in when you use it.`;

/** What the studio writes again and again, each with its form. */
export function Replies({ replies }: { replies: ReplyRow[] }) {
  return (
    <ul className="-mt-2 divide-y divide-hairline">
      {replies.map((reply) => (
        <li key={reply.id} className="py-2">
          <Disclosure title={reply.name}>
            <div className="grid gap-4 pb-3">
              <ChangeForm reply={reply} />
              <AskFirst
                action={remove}
                hidden={{ replyId: reply.id }}
                about={reply.name}
                question={`Delete “${reply.name}”? Messages that you wrote with it stay as they are.`}
                confirm="Delete it"
                busy="Deleting…"
              >
                Delete reply
              </AskFirst>
            </div>
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

function ChangeForm({ reply: { id, name, text } }: { reply: ReplyRow }) {
  return (
    <ActionForm
      action={change}
      draft={`reply ${id}`}
      hidden={{ replyId: id }}
      seen={{ name, text }}
      label={name}
    >
      <TextField {...fields.name} label="Name" defaultValue={name} />
      <AreaField {...fields.text} label="Text" hint={HINT} defaultValue={text} rows={6} />
      <div>
        <SubmitButton busy="Saving…" about={name}>
          Save
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Adds one. */
export function NewReplyForm() {
  return (
    <ActionForm action={save} draft="new reply" label="New reply">
      <TextField {...fields.name} label="Name" hint="For you alone: Thanks for the files." />
      <AreaField {...fields.text} label="Text" hint={HINT} rows={6} />
      <div>
        <SubmitButton variant="main" busy="Saving…">
          Save reply
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
