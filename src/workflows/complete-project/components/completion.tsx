import { studioLocale } from "@/auth/session";
import type { FollowUpKind } from "@/db/enums";
import { isOn } from "@/features/follow-ups/kinds";
import { reopen } from "@/workflows/reopen-project/actions";
import { isStillMine, type EmailTimes } from "@/features/emails/rules";
import type { StudioLocale } from "@/language/studio";
import { dayIn, wallClock, type Day } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import type { Variant } from "@/ui/button";
import { Countdown } from "@/ui/countdown";
import { StatusBadge } from "@/ui/status-badge";
import { CompleteForm } from "./complete-form";
import { WaitingCompletion } from "./waiting-completion";

type CompletionProps = {
  projectId: string;
  completedAt: Date | null;
  /** When it is completed without an answer, while it waits. */
  completesAt: Date | null;
  /** What is put before the client. */
  openSignOffs: string[];
  cancelledAt: Date | null;
  contactName: string;
  /** The email of thanks, once it is planned. */
  thankYou: EmailTimes | null;
  studio: {
    zone: string;
    emailHoldSeconds: number;
    checkBackWorkingDays: number;
    signOffWorkingDays: number;
    switchedOff: { kind: FollowUpKind }[];
  };
  now: Date;
  /** The extras that only the freelancer knows of. */
  privateExtras: { id: string; text: string }[];
  openDeadlines: { id: string; title: string }[];
  dueRemedies: { id: string; text: string }[];
  variant: Variant;
};

/** What is further off is told by the clock alone. */
const LONGEST_COUNTDOWN_MS = 900_000;

/** The one press that ends a project, and the way back from it. */
export async function Completion({ completesAt, ...rest }: CompletionProps) {
  const { projectId, openSignOffs, contactName, studio } = rest;
  if (completesAt)
    return (
      <WaitingCompletion
        projectId={projectId}
        completesAt={completesAt}
        openSignOffs={openSignOffs}
        contactName={contactName}
        zone={studio.zone}
        now={rest.now}
      />
    );
  return <CompletionForm {...rest} />;
}

async function CompletionForm({
  projectId,
  completedAt,
  openSignOffs,
  cancelledAt,
  contactName,
  thankYou,
  studio,
  now,
  privateExtras,
  openDeadlines,
  dueRemedies,
  variant,
}: Omit<CompletionProps, "completesAt">) {
  const locale = await studioLocale();
  const { t, words } = locale;
  if (cancelledAt)
    return (
      <Cancelled projectId={projectId} on={dayIn(studio.zone, cancelledAt)} name={contactName} />
    );
  const canUndo = thankYou !== null && isStillMine(thankYou);
  const left = canUndo ? thankYou.sendAt.getTime() - now.getTime() : 0;
  return (
    <div className="grid gap-3">
      <p role="status" className="max-w-[60ch]">
        {completedAt ? (
          <>
            <StatusBadge shape="done">{t("completion.completed")}</StatusBadge>{" "}
            {afterwards(locale, thankYou, completedAt, contactName, studio, now)}
          </>
        ) : (
          <span className="text-muted">
            {openSignOffs.length > 0 && studio.signOffWorkingDays > 0
              ? `${t("completion.before.signOff", { name: contactName, count: studio.signOffWorkingDays })} `
              : null}
            {beforehand(locale, contactName, studio)}
          </span>
        )}
      </p>
      {completedAt ? (
        <div className="flex flex-wrap items-center gap-4">
          <ActionButton action={reopen} hidden={{ projectId }} busy={t("completion.reopening")}>
            {canUndo ? t("buttons.undo") : t("completion.reopen")}
          </ActionButton>
          {left > 0 && left <= LONGEST_COUNTDOWN_MS ? <Countdown ms={left} /> : null}
        </div>
      ) : (
        <CompleteForm
          {...{ projectId, privateExtras, openDeadlines, dueRemedies, openSignOffs, variant }}
          canWait={studio.signOffWorkingDays > 0}
          words={words.completion.form}
        />
      )}
    </div>
  );
}

/** The project was closed without a delivery; it can go on. */
async function Cancelled({ projectId, on, name }: { projectId: string; on: Day; name: string }) {
  const { t, dayName } = await studioLocale();
  return (
    <div className="grid gap-3">
      <p role="status" className="max-w-[60ch]">
        <StatusBadge shape="stopped">
          {t("projects.cancelledOn", { when: dayName(on, on) })}
        </StatusBadge>{" "}
        {t("projects.cancel.after", { name })}
      </p>
      <ActionButton action={reopen} hidden={{ projectId }} busy={t("completion.reopening")}>
        {t("projects.cancel.resume")}
      </ActionButton>
    </div>
  );
}

function beforehand(
  { t, durationName }: StudioLocale,
  name: string,
  { emailHoldSeconds, checkBackWorkingDays, switchedOff }: CompletionProps["studio"],
): string {
  const isThanked = isOn({ switchedOff }, "THANK_YOU");
  const isAsked = isOn({ switchedOff }, "CHECK_BACK");
  const later = t("completion.before.later", { count: checkBackWorkingDays });
  if (!isThanked)
    return isAsked
      ? t("completion.before.noThanks", { later, name })
      : t("completion.before.nothing");
  const thanked =
    emailHoldSeconds > 0
      ? t("completion.before.thanksUndo", { name, duration: durationName(emailHoldSeconds) })
      : t("completion.before.thanks", { name });
  return isAsked ? `${thanked} ${t("completion.before.asked", { later })}` : thanked;
}

function afterwards(
  { t, dayName }: StudioLocale,
  thankYou: EmailTimes | null,
  completedAt: Date,
  name: string,
  { zone, emailHoldSeconds }: CompletionProps["studio"],
  now: Date,
): string {
  if (!thankYou || thankYou.skippedAt || thankYou.cancelledAt) return t("completion.after.none");
  if (!isStillMine(thankYou)) return t("completion.after.sent", { name });
  if (thankYou.sendAt <= now) return t("completion.after.now", { name });
  const today = dayIn(zone, now);
  const { day, time: clock } = wallClock(zone, thankYou.sendAt);
  const isPutOff =
    thankYou.sendAt.getTime() > completedAt.getTime() + (emailHoldSeconds + 60) * 1000;
  if (day === today)
    return t(isPutOff ? "completion.after.todayHours" : "completion.after.today", { name, clock });
  const on = dayName(day, today);
  return t(isPutOff ? "completion.after.onHours" : "completion.after.on", { name, on, clock });
}
