import type { ReactNode } from "react";
import { studioLocale } from "@/auth/session";
import { reword, sendNow, takeBack } from "@/workflows/post-message/actions";
import type { StudioLine } from "@/features/messages/queries";
import { rewordedHeld } from "@/features/messages/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { cut } from "@/lib/cut";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { StatusBadge } from "@/ui/status-badge";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/features/studio/components/when";

const fields = fieldsOf(rewordedHeld);

type HeldLineProps = {
  line: StudioLine;
  readerId?: string;
  zone: string;
  now: Date;
  /** The files that it is sent with. */ children?: ReactNode;
};

/** A message that is held until the studio opens: the client does not see it yet. */
export async function HeldLine({ line, readerId, zone, now, children }: HeldLineProps) {
  const { t } = await studioLocale();
  const { id: messageId, text, heldUntil } = line;
  const about = cut(text, 60);
  return (
    <div className="grid max-w-[68ch] gap-2 rounded-sm border border-dashed border-edge p-4">
      <p>
        <StatusBadge shape="waits">
          {t.rich("messages.goesOut", {
            time: () => <When at={heldUntil!} zone={zone} now={now} />,
          })}
        </StatusBadge>
      </p>
      <p className="font-serif text-[1.0625rem] whitespace-pre-line wrap-anywhere" dir="auto">
        {text}
      </p>
      {children}
      <div className="flex flex-wrap gap-x-4">
        <ActionButton
          action={sendNow}
          hidden={{ messageId }}
          busy={t("buttons.sending")}
          about={about}
        >
          {t("buttons.sendNow")}
        </ActionButton>
        <ActionButton
          action={takeBack}
          hidden={{ messageId }}
          variant="plain"
          busy={t("buttons.deleting")}
          about={about}
        >
          {t("buttons.delete")}
        </ActionButton>
      </div>
      <Disclosure title={t("messages.changeIt")} about={about}>
        <ActionForm action={reword} draft={`held ${messageId}`} hidden={{ messageId }}>
          <AreaField {...fields.text} label={t("messages.message")} rows={4} defaultValue={text} />
          <PreSendCheck texts={[fields.text.name]} readerId={readerId} />
          <div>
            <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </div>
  );
}
