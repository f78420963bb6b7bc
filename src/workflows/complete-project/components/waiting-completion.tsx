import { studioLocale } from "@/auth/session";
import { dayIn, wallClock } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import { AskFirst } from "@/ui/ask-first";
import { StatusBadge } from "@/ui/status-badge";
import { goOn, stopWait } from "@/workflows/complete-project/actions";

type WaitingCompletionProps = {
  projectId: string;
  completesAt: Date;
  openSignOffs: string[];
  contactName: string;
  zone: string;
  now: Date;
};

/** A completion that waits for the client's word: until when, and both ways out of it. */
export async function WaitingCompletion({
  projectId,
  completesAt,
  openSignOffs,
  contactName,
  zone,
  now,
}: WaitingCompletionProps) {
  const { t, list, dayName } = await studioLocale();
  const { day, time: clock } = wallClock(zone, completesAt);
  const on = dayName(day, dayIn(zone, now));
  return (
    <div className="grid gap-3">
      <p role="status" className="max-w-[60ch]">
        <StatusBadge shape="waits">{t("completion.waiting")}</StatusBadge>{" "}
        {t("completion.waits", { name: contactName, list: list(openSignOffs), on, clock })}
      </p>
      <div className="flex flex-wrap items-start gap-4">
        <ActionButton action={stopWait} hidden={{ projectId }} busy={t("buttons.saving")}>
          {t("completion.stop")}
        </ActionButton>
        <AskFirst
          action={goOn}
          hidden={{ projectId }}
          about={t("completion.title")}
          question={t("completion.goOnAsk")}
          confirm={t("completion.goOn")}
          busy={t("completion.form.completing")}
        >
          {t("completion.goOn")}
        </AskFirst>
      </div>
    </div>
  );
}
