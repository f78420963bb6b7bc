import type { ReactNode } from "react";
import { studioLocale } from "@/auth/session";
import { meet } from "@/features/deadlines/actions";
import type { Clock, Press, Shown } from "@/features/today/need";
import { keyOf, tell, type Need } from "@/features/today/needs";
import { ActionButton } from "@/ui/action-button";
import { AskFirst } from "@/ui/ask-first";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { RequestChoices } from "./request-choices";
import { StatusBadge } from "@/ui/status-badge";
import { note } from "@/workflows/answer-sign-off/actions";
import { handled } from "@/workflows/handle-by-phone/actions";
import { needsNoReply } from "@/workflows/post-message/actions";

/** What needs the freelancer now, most urgent first, with one action each. The first alone carries the accent. */
export async function Needs({ needs, ...clock }: { needs: Need[] } & Omit<Clock, "locale">) {
  const locale = await studioLocale();
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {needs.map((need, index) => {
        const shown = tell(need, { ...clock, locale });
        return (
          <Row
            key={keyOf(need)}
            {...shown}
            quote={(text) => locale.t("today.needs.quoted", { words: text })}
            choices={<RequestChoices need={need} />}
            action={
              <div className="flex flex-wrap items-center gap-x-3 gap-y-2 sm:justify-end">
                <ButtonLink
                  href={shown.href}
                  variant={index === 0 ? "main" : "quiet"}
                  aria-label={`${shown.action}: ${shown.head}`}
                >
                  {shown.action}
                </ButtonLink>
                {shown.doneId ? (
                  <ActionButton
                    action={meet}
                    hidden={{ deadlineId: shown.doneId }}
                    variant="plain"
                    busy={locale.t("deadlines.marking")}
                    about={shown.head}
                  >
                    {locale.t("deadlines.markDone")}
                  </ActionButton>
                ) : null}
                {shown.callId ? (
                  <AskFirst
                    action={handled}
                    hidden={{ caseId: shown.callId }}
                    about={shown.head}
                    question={locale.t("today.needs.case.phoneQuestion")}
                    confirm={locale.t("today.needs.case.phoneConfirm")}
                    busy={locale.t("buttons.saving")}
                  >
                    {locale.t("today.needs.case.phone")}
                  </AskFirst>
                ) : null}
              </div>
            }
            beside={<Presses presses={shown.presses ?? []} head={shown.head} />}
          />
        );
      })}
    </ol>
  );
}

function Row({
  shape,
  word,
  head,
  about,
  words,
  quote,
  choices,
  action,
  beside,
}: Omit<Shown, "action"> & {
  choices: ReactNode;
  action: ReactNode;
  beside: ReactNode;
  quote: (text: string) => string;
}) {
  return (
    <li className="grid gap-x-6 gap-y-3 py-5 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="min-w-0">
        <StatusBadge shape={shape}>{word}</StatusBadge>
        <p className="font-serif text-lg leading-snug wrap-anywhere" dir="auto">
          {head}
        </p>
        <p className="text-muted wrap-anywhere" dir="auto">
          {about}
        </p>
        {words ? (
          <p className="mt-1 line-clamp-2 max-w-[72ch] font-serif italic wrap-anywhere" dir="auto">
            {quote(words)}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 sm:flex-col sm:items-end">
        {choices}
        {action}
      </div>
      {beside}
    </li>
  );
}

/** What is done about a need beside its action: one press each. */
async function Presses({ presses, head }: { presses: Press[]; head: string }) {
  const { t } = await studioLocale();
  if (presses.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-x-4 sm:col-span-2">
      {presses.map((one) =>
        "href" in one ? (
          <Link
            key={one.label}
            href={one.href}
            className={buttonVariant("plain")}
            aria-label={`${one.label}: ${head}`}
          >
            {one.label}
          </Link>
        ) : (
          <PressButton key={one.label} one={one} head={head} busy={t("buttons.saving")} />
        ),
      )}
    </div>
  );
}

type PressButtonProps = { one: Exclude<Press, { href: string }>; head: string; busy: string };

function PressButton({ one, head, busy }: PressButtonProps) {
  const look = { variant: "plain" as const, busy, about: head, children: one.label };
  return one.press === "sign-off" ? (
    <ActionButton action={note} hidden={one.hidden} {...look} />
  ) : (
    <ActionButton action={needsNoReply} hidden={one.hidden} {...look} />
  );
}
