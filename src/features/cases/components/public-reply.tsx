import { studioLocale } from "@/auth/session";
import { replyInPublic } from "@/features/cases/actions";
import type { CaseFacts } from "@/features/cases/queries";
import { publicReply } from "@/features/cases/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { Section } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/features/studio/components/when";

const fields = fieldsOf(publicReply);

type PublicReplyProps = {
  /** Who wrote the comment. */
  readerId: string;
  complaint: CaseFacts["complaints"][number];
  /** What is proposed, while nothing has been replied. */
  proposed: string;
  isOpen: boolean;
  zone: string;
  now: Date;
};

/** The reply to a public comment: drafted here, posted by hand where it is public, its time kept. */
export async function PublicReply({
  readerId,
  complaint,
  proposed,
  isOpen,
  zone,
  now,
}: PublicReplyProps) {
  const { t } = await studioLocale();
  const { id, publicReply: said, publicRepliedAt } = complaint;
  return (
    <Section title={t("cases.public.title")}>
      {publicRepliedAt ? (
        <p className="mb-3 text-muted">
          {t.rich("cases.public.posted", {
            when: () => <When at={publicRepliedAt} zone={zone} now={now} />,
          })}
        </p>
      ) : null}
      {isOpen ? (
        <ActionForm
          action={replyInPublic}
          draft={`public reply ${id}`}
          hidden={{ complaintId: id }}
          className="grid max-w-xl gap-3"
        >
          <AreaField
            {...fields.reply}
            label={t("cases.public.label")}
            hint={t("cases.public.hint")}
            rows={4}
            defaultValue={said ?? proposed}
          />
          <PreSendCheck texts={[fields.reply.name]} readerId={readerId} />
          <div>
            <SubmitButton busy={t("buttons.saving")}>{t("cases.public.done")}</SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <p className="whitespace-pre-line wrap-anywhere">{said}</p>
      )}
    </Section>
  );
}
