import type { ReactNode } from "react";
import type { FollowUpRow } from "@/features/follow-ups/timeline/queries";
import { StatusOfEmail } from "@/features/emails/components/email-status";
import { studioLocale } from "@/auth/session";
import { retold } from "@/language/stored";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";
import { Choices } from "./choices";

type Clock = { zone: string; now: Date };

/** What is sent after a completion: when, to whom and why; or why not. */
export async function Timeline({ followUps, ...clock }: { followUps: FollowUpRow[] } & Clock) {
  const { t } = await studioLocale();
  return (
    <ol className="divide-y divide-hairline">
      {followUps.map((followUp) => (
        <li key={followUp.id} className="grid gap-2 py-4">
          <p className="font-medium">
            {t(`followUps.kinds.${followUp.kind}.one`)}{" "}
            <span className="font-normal text-muted">
              {t("followUps.toName", { name: followUp.contact.name })}
            </span>
          </p>
          <WhatBecomes followUp={followUp} {...clock} />
          <Choices followUp={followUp} now={clock.now} />
        </li>
      ))}
    </ol>
  );
}

/** What has become of a follow-up, or what will: in one sentence, with the reason. */
export async function WhatBecomes({ followUp, zone, now }: { followUp: FollowUpRow } & Clock) {
  const {
    cancelledAt,
    skippedAt,
    settledAt,
    why,
    email,
    contact,
    sendAt,
    whyNot,
    isLate,
    whyThen,
  } = followUp;
  const { t } = await studioLocale();
  const inWords = why && retold(t, why);
  const when = <When at={sendAt} zone={followUp.zone} now={now} named />;
  if (cancelledAt)
    return (
      <Told shape="stopped" word={t("followUps.cancelled")}>
        {inWords}
      </Told>
    );
  if (skippedAt || (settledAt && !email))
    return (
      <Told shape="stopped" word={t("followUps.skipped")}>
        {inWords}
      </Told>
    );
  if (email) return <StatusOfEmail email={email} zone={zone} now={now} />;
  if (isLate)
    return (
      <Told shape="risk" word={t("followUps.overdue")}>
        {t.rich("followUps.wasDue", {
          when: () => <When at={followUp.dueAt} zone={followUp.zone} now={now} named />,
        })}{" "}
        {whyNot ? t("followUps.willSkip", { why: retold(t, whyNot) }) : t("followUps.stillRight")}
      </Told>
    );
  if (whyNot)
    return (
      <Told shape="stopped" word={t("followUps.scheduledNot")}>
        {when}. {retold(t, whyNot)}
      </Told>
    );
  return (
    <Told shape="waits" word={t("followUps.scheduled")}>
      {t.rich("followUps.sends", {
        when: () => when,
        why: whyThen ? whyThen(t) : "",
        name: contact.name,
      })}
    </Told>
  );
}

function Told({
  shape,
  word,
  children,
}: {
  shape: "stopped" | "waits" | "risk";
  word: string;
  children: ReactNode;
}) {
  return (
    <p className="text-sm text-muted">
      <StatusBadge shape={shape}>{word}</StatusBadge> {children}
    </p>
  );
}
