import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { Button } from "@/document/button";
import { TextField } from "@/document/field";
import { Section } from "@/document/section";
import { inTime, waitingSince, type SentFile, type ThreadLine } from "@/features/messages/rules";
import { FileLine, FileLink } from "./file-line";
import { answersBy } from "@/features/studio/rules";
import type { Locale } from "@/language/locale";
import { dayIn, type Day } from "@/lib/dates";

type Message = ThreadLine & {
  id: string;
  by: string | null;
  seenAt: Date | null;
  isNewWork?: boolean;
  /** The project that became of it. */
  begun?: string | null;
  /** The request that it was sent to, and whether it is its answer. */
  request?: string | null;
  isAnswer?: boolean;
  correctedAt: Date | null;
  earlierTexts: string[];
};

type MessagesPartProps = {
  locale: Locale;
  studio: Parameters<typeof answersBy>[0] & { freelancerName: string };
  thread: Message[];
  /** What the freelancer looks into. */
  pledges: { id: string; what: string; dueAt: Date }[];
  /** The reader's. */
  zone: string;
  path: string;
  now: Date;
  /** What both sides sent beside it. */
  files: SentFile[];
  /** Where the earlier ones are, if there are any. */
  older?: string;
  /** Why the last message was not taken, and what had been typed. */
  problem?: { sentence: string; text?: string };
  /** Where files are chosen that go with a message. */
  fileField: ReactNode;
};

/** What both sides wrote, by when the freelancer answers, and the form that writes one more. */
export function MessagesPart({
  locale,
  studio,
  thread,
  pledges,
  files,
  zone,
  path,
  now,
  older,
  problem,
  fileField,
}: MessagesPartProps) {
  const { t } = locale;
  const today = dayIn(zone, now);
  const unread = thread.findLast((line) => !line.contactId && !line.loggedAt && !line.seenAt);
  return (
    <Section id="thread" heading={t("thread.heading")}>
      {thread.length === 0 ? <p className="mt-2 text-muted">{t("thread.none")}</p> : null}
      {older ? (
        <p className="mt-2">
          <a href={older} className="inline-flex min-h-11 items-center underline">
            {t("older.thread")}
          </a>
        </p>
      ) : null}
      <Messages
        locale={locale}
        lines={thread}
        files={files}
        isWhole={!older}
        freelancer={studio.freelancerName}
        zone={zone}
        today={today}
      />
      {unread ? (
        <form method="post" action={`${path}/seen`} className="mt-2">
          <input type="hidden" name="seenId" value={unread.id} />
          <Button>{t("thread.markSeen")}</Button>
        </form>
      ) : null}
      <Expected locale={locale} {...{ studio, thread, pledges, zone, now }} />
      <form method="post" action={path} encType="multipart/form-data" className="mt-4">
        <input type="hidden" name="formKey" value={randomUUID()} />
        <input type="hidden" name="seenId" value={thread.at(-1)?.id ?? ""} />
        <TextField
          id="text"
          name="text"
          label={t("thread.writeTo", { name: studio.freelancerName })}
          required
          maxLength={8000}
          defaultValue={problem?.text}
          problem={problem?.sentence}
        />
        {fileField}
        <Button variant="main">{t("thread.send")}</Button>
      </form>
    </Section>
  );
}

type ExpectedProps = Pick<
  MessagesPartProps,
  "locale" | "studio" | "thread" | "pledges" | "zone" | "now"
>;

/** By when the client hears: what is being looked into, and else when a message is answered. */
function Expected({ locale, studio, thread, pledges, zone, now }: ExpectedProps) {
  const { t, timeName, zoneName } = locale;
  const today = dayIn(zone, now);
  const since = waitingSince(thread);
  const answer = answersBy(studio, since ?? now);
  return (
    <>
      {pledges.map(({ id, what, dueAt }) => (
        <p key={id} className="mt-6 [overflow-wrap:anywhere]">
          {t.rich(dueAt < now ? "pledge.late" : "pledge.open", {
            what,
            time: timeName(dueAt, zone, today),
            b: (words) => <strong>{words}</strong>,
          })}
        </p>
      ))}
      {answer && (since || pledges.length === 0) ? (
        <p className="mt-6 text-muted">
          {t.rich(since ? "thread.answerBy" : "thread.answerIfNow", {
            time: timeName(answer, zone, today),
            zone: zoneName(zone),
            b: (words) => <strong className="text-ink">{words}</strong>,
          })}
        </p>
      ) : null}
    </>
  );
}

type MessagesProps = {
  locale: Locale;
  lines: Message[];
  files?: SentFile[];
  /** Whether the lines begin where the thread does. */
  isWhole?: boolean;
  freelancer: string;
  zone: string;
  today: Day;
};

/** What both sides said, oldest first: who, by what channel and when, and what. */
export function Messages({
  locale,
  lines,
  files = [],
  isWhole = false,
  freelancer,
  zone,
  today,
}: MessagesProps) {
  const lastRead = lines.findLast((line) => line.seenAt && line.contactId);
  return (
    <ol id="sent" className="mt-4 scroll-mt-4 space-y-5">
      {inTime(lines, files, isWhole).map(({ line, file }) =>
        file ? (
          <FileLine key={file.id} locale={locale} file={file} {...{ freelancer, zone, today }} />
        ) : (
          <li
            key={line.id}
            id={`m-${line.id}`}
            className={`border-l-2 pl-4 ${line.contactId ? "border-accent" : "border-hairline"}`}
          >
            <p className="text-sm text-muted">
              <span className="font-semibold text-ink">
                {line.contactId ? line.by : freelancer}
              </span>{" "}
              {aboutLine(locale, line, { freelancer, zone, today, isLastRead: line === lastRead })}
            </p>
            {line.request ? (
              <p className="text-sm text-muted [overflow-wrap:anywhere]">
                {locale.t(line.isAnswer ? "requests.answerTo" : "requests.about", {
                  title: line.request,
                })}
              </p>
            ) : null}
            <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
              {line.text}
            </p>
            {line.begun ? (
              <p className="mt-1 text-sm font-medium text-accent [overflow-wrap:anywhere]">
                ✓ {locale.t("newWork.begun", { title: line.begun })}
              </p>
            ) : null}
            <Earlier locale={locale} line={line} zone={zone} today={today} />
            {files.map((file) =>
              file.messageId === line.id ? <FileLink key={file.id} file={file} /> : null,
            )}
          </li>
        ),
      )}
    </ol>
  );
}

/** What a message said before it was corrected. */
function Earlier({
  locale: { t, timeName },
  line: { correctedAt, earlierTexts },
  zone,
  today,
}: Pick<MessagesProps, "locale" | "zone" | "today"> & { line: Message }) {
  if (!correctedAt) return null;
  return (
    <details className="mt-1 text-sm text-muted">
      <summary className="inline-flex min-h-11 cursor-pointer items-center underline">
        {t("thread.corrected", { time: timeName(correctedAt, zone, today) })}
      </summary>
      {earlierTexts.map((text, index) => (
        <p key={index} className="whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
          <span className="sr-only">{t("thread.before")} </span>
          <s>{text}</s>
        </p>
      ))}
    </details>
  );
}

/** "by phone · Tue 24 Nov, 11:00 · noted by Mira": all about a line but who spoke. */
function aboutLine(
  { t, timeName }: Locale,
  line: Message,
  {
    freelancer,
    zone,
    today,
    isLastRead,
  }: Pick<MessagesProps, "freelancer" | "zone" | "today"> & { isLastRead: boolean },
): string {
  const parts = [
    line.channel === "PORTAL" ? "" : t(`thread.by.${line.channel}`),
    timeName(line.writtenAt, zone, today),
    line.isNewWork ? t("newWork.mark") : null,
    line.isAutomatic ? t("thread.automatic") : null,
    line.loggedAt ? t("thread.noted", { name: freelancer }) : null,
    isLastRead && line.seenAt
      ? t("thread.seen", { time: timeName(line.seenAt, zone, today) })
      : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
