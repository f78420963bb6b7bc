import { ProblemLine } from "@/document/field";
import { Section } from "@/document/section";
import type { Locale } from "@/language/locale";
import { shortId } from "@/lib/client-paths";
import { dayIn, type Day } from "@/lib/dates";
import { isOpen } from "@/features/requests/rules";
import { AnswerForm, type Needed as Asked, type Problem } from "./answer-form";

type Request = Asked & {
  details: string;
  dueOn: Day;
  changedAt: Date | null;
  answeredAt: Date | null;
  cancelledAt: Date | null;
  /** Who answered, and what they chose. */
  by: string | null;
  option: string | null;
};

type RequestsPartProps = {
  locale: Locale;
  requests: Request[];
  /** Where its forms post to. */
  path: string;
  today: Day;
  notLateBefore: Day;
  zone: string;
  /** Why an answer was not taken as one, and what had been typed. */
  problem?: Problem;
};

/** What the freelancer needs from the client, each with its one button; below it what is done. */
export function RequestsPart({ requests, problem, ...rest }: RequestsPartProps) {
  const { locale, path, today, notLateBefore, zone } = rest;
  const open = requests.filter(isOpen);
  const closed = requests.filter((one) => !isOpen(one));
  if (requests.length === 0 && !problem) return null;
  const isAbout = (one: Request) => problem?.typed?.requestId === one.id;
  return (
    <Section id="requests" heading={locale.t("requests.heading")} className="mt-10">
      {open.some(isAbout) ? null : <ProblemLine className="mt-3">{problem?.sentence}</ProblemLine>}
      <ul className="mt-2 divide-y divide-hairline">
        {open.map((one) => (
          <Needed
            key={one.id}
            request={one}
            problem={isAbout(one) ? problem : undefined}
            {...{ locale, path, today, notLateBefore }}
          />
        ))}
      </ul>
      <Closed locale={locale} requests={closed} zone={zone} today={today} />
    </Section>
  );
}

type NeededProps = Pick<RequestsPartProps, "locale" | "path" | "today" | "notLateBefore"> & {
  request: Request;
  problem?: Problem;
};

function Needed({ locale, request, path, today, notLateBefore, problem }: NeededProps) {
  const { t, dayAndDistance } = locale;
  const { id, kind, title, details, dueOn, changedAt } = request;
  const isLate = dueOn < notLateBefore;
  return (
    <li id={`request-${shortId(id)}`} className="py-4">
      <p className="font-medium [overflow-wrap:anywhere]" dir="auto">
        {title}
      </p>
      <p className={`text-sm ${isLate ? "font-medium text-red" : "text-muted"}`}>
        {isLate ? "▲ " : ""}
        {t(isLate ? "requests.late" : "requests.by", { day: dayAndDistance(dueOn, today) })}
        {changedAt ? ` · ${t("requests.changed")}` : ""}
      </p>
      {details ? (
        <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
          {details}
        </p>
      ) : null}
      <details open={problem !== undefined} className="mt-3 print:hidden">
        <summary
          className={
            "inline-flex min-h-11 cursor-pointer items-center rounded border border-edge px-5 " +
            "font-semibold hover:border-ink"
          }
        >
          {t(`requests.button.${kind}`)}
          <span className="sr-only">: {title}</span>
        </summary>
        <AnswerForm locale={locale} request={request} path={path} problem={problem} />
      </details>
    </li>
  );
}

type ClosedProps = Pick<RequestsPartProps, "locale" | "requests" | "zone" | "today">;

function Closed({ locale: { t, dayName }, requests, zone, today }: ClosedProps) {
  if (requests.length === 0) return null;
  return (
    <details className="mt-1">
      <summary className="inline-flex min-h-11 cursor-pointer items-center underline">
        {t("requests.done", { count: requests.length })}
      </summary>
      <ul className="space-y-2 pb-2">
        {requests.map(({ id, title, by, option, answeredAt }) => (
          <li key={id} className="[overflow-wrap:anywhere]">
            <span className="block">{title}</span>
            <span className="block text-sm text-muted">
              {answeredAt
                ? t("requests.doneBy", {
                    name: by ?? "",
                    day: dayName(dayIn(zone, answeredAt), today),
                  })
                : t("requests.cancelled")}
              {option ? `: ${option}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
