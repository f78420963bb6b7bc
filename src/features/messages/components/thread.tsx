import type { ReactNode } from "react";
import { studioLocale } from "@/auth/session";
import { needsNoReply } from "@/workflows/post-message/actions";
import type { StudioLine } from "@/features/messages/queries";
import { inTime, openQuestion, type SentFile, type ThreadRef } from "@/features/messages/rules";
import { cut } from "@/lib/cut";
import { localeOf } from "@/language/locale";
import { ActionButton } from "@/ui/action-button";
import { Disclosure } from "@/ui/page";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";
import { HeldLine } from "./held-line";

/** How many messages are shown before the older ones are closed. */
const MOST_LINES = 8;

type Clock = {
  /** Whom the freelancer writes to; left out where several read it. */ readerId?: string;
  zone: string;
  now: Date;
};
type LinesProps = {
  lines: StudioLine[];
  /** What goes below a line: the rest of an email that quoted earlier ones. */
  below?: (line: StudioLine) => ReactNode;
  /** What was sent beside it, and whether the lines begin where the thread does. */
  files?: SentFile[];
  isWhole?: boolean;
} & Clock;

/**
 * The messages of a thread, oldest first, and beside the last question of the client's that it needs no reply. The
 * beginning of a long thread is closed at first; what is held back is at its end.
 */
export async function Thread({
  thread,
  lines,
  files = [],
  isWhole = false,
  below,
  children,
  ...clock
}: LinesProps & { thread: ThreadRef; children?: ReactNode }) {
  const { t } = await studioLocale();
  const said = lines.filter((line) => !line.heldUntil);
  const held = lines.filter((line) => line.heldUntil);
  const entries = inTime(said, files, isWhole);
  const older = entries.slice(0, -MOST_LINES);
  const asked = openQuestion(said);
  return (
    <div className="mb-6 grid gap-4">
      {older.length > 0 ? (
        <Disclosure title={t("messages.older", { count: older.length })}>
          <Entries entries={older} below={below} {...clock} />
        </Disclosure>
      ) : null}
      <Entries entries={entries.slice(-MOST_LINES)} below={below} {...clock} />
      {asked ? (
        <div className="grid gap-2">
          {children}
          <ActionButton
            action={needsNoReply}
            hidden={{ ...thread, messageId: asked.id }}
            variant="plain"
            busy={t("buttons.saving")}
          >
            {t("messages.needsNoReply")}
          </ActionButton>
        </div>
      ) : null}
      {held.map((line) => (
        <HeldLine key={line.id} line={line} {...clock}>
          {below?.(line)}
        </HeldLine>
      ))}
    </div>
  );
}

/** Messages, oldest first: who, how and when, and what. */
export function Lines({ lines, ...rest }: LinesProps) {
  return <Entries entries={inTime(lines, [], false)} {...rest} />;
}

type EntriesProps = Pick<LinesProps, "below"> & {
  entries: ReturnType<typeof inTime<StudioLine>>;
} & Clock;

/** What was said and sent, oldest first. */
async function Entries({ entries, below, zone, now }: EntriesProps) {
  const { t, language } = await studioLocale();
  // How something was said, after a person’s name: in the words that the client reads.
  const client = localeOf(language);
  const said = entries.flatMap(({ line }) => line ?? []);
  const lastRead = said.findLast((line) => line.seenAt && !line.contactId);
  return (
    <ol className="grid gap-6">
      {entries.map(({ line, file }) =>
        file ? (
          <FileLine key={file.id} file={file} zone={zone} now={now} />
        ) : (
          <li
            key={line.id}
            id={`m-${line.id}`}
            className={`max-w-[68ch] border-l-2 pl-4 ${line.by ? "border-ink" : "border-hairline"}`}
          >
            <p className="text-sm text-muted">
              <span className="font-medium text-ink">{line.by ?? t("messages.you")}</span>
              {line.channel === "PORTAL" ? "" : ` ${client.t(`thread.by.${line.channel}`)}`} ·{" "}
              <When at={line.writtenAt} zone={zone} now={now} />
              {line.loggedAt ? ` · ${t("messages.notedByYou")}` : ""}
              {line.noReplyAt ? ` · ${t("messages.noReply")}` : ""}
              {line.correctedAt ? ` · ${t("messages.correct.mark")}` : ""}
              {line === lastRead ? (
                <>
                  {" "}
                  ·{" "}
                  {t.rich("messages.read", {
                    time: () => <When at={line.seenAt!} zone={zone} now={now} />,
                  })}
                </>
              ) : null}
            </p>
            {line.isAutomatic ? (
              <StatusBadge shape="stopped">{t("messages.automatic")}</StatusBadge>
            ) : null}
            <RequestOf line={line} />
            <p
              className="mt-1 font-serif text-[1.0625rem] whitespace-pre-line wrap-anywhere"
              dir="auto"
            >
              {line.text}
            </p>
            {line.isNewWork ? <NewWork line={line} /> : null}
            {below?.(line)}
            <ToCorrect line={line} />
          </li>
        ),
      )}
    </ol>
  );
}

/** What the client asks for anew, and the project that it is or may become. */
async function NewWork({ line }: { line: StudioLine }) {
  const { t } = await studioLocale();
  const [href, action] = line.begunId
    ? [`/projects/${line.begunId}`, t("messages.begun")]
    : [`/projects/new?ask=${line.id}`, t("messages.begin")];
  return (
    <p className="mt-1 text-sm text-muted">
      {t("messages.newWork")} ·{" "}
      <Link href={href} className="inline-flex min-h-11 items-center underline">
        {action}
      </Link>
    </p>
  );
}

/** The request that a message was sent to, and whether it is its answer. */
async function RequestOf({ line: { request, isAnswer } }: { line: StudioLine }) {
  if (!request) return null;
  const { t } = await studioLocale();
  return (
    <p className="text-sm text-muted wrap-anywhere">
      {t(isAnswer ? "requests.answerTo" : "requests.about", { title: request })}
    </p>
  );
}

async function FileLine({ file, zone, now }: { file: SentFile } & Clock) {
  const { t } = await studioLocale();
  const { at, by, name, size, href } = file;
  return (
    <li className={`max-w-[68ch] border-l-2 pl-4 ${by ? "border-ink" : "border-hairline"}`}>
      <p className="text-sm text-muted">
        <span className="font-medium text-ink">{by ?? t("messages.you")}</span> ·{" "}
        <When at={at} zone={zone} now={now} />
      </p>
      <p className="mt-1 wrap-anywhere">
        <a href={href} download className="underline decoration-edge underline-offset-4">
          <bdi dir="ltr">{name}</bdi>
        </a>{" "}
        <span className="text-sm text-muted">{size}</span>
      </p>
    </li>
  );
}

/** The freelancer's own messages can be corrected. */
async function ToCorrect({ line: { id, contactId, text } }: { line: StudioLine }) {
  const { t } = await studioLocale();
  if (contactId) return null;
  const title = t("messages.correct.title");
  return (
    <Link
      href={`/messages/${id}`}
      className={buttonVariant("plain")}
      aria-label={`${title}: ${cut(text, 60)}`}
    >
      {title}
    </Link>
  );
}
