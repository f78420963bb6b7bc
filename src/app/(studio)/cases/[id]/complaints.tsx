import { studioLocale } from "@/auth/session";
import type { CaseFacts } from "@/features/cases/queries";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

type ComplaintFacts = CaseFacts["complaints"][number];
type ClockProps = { zone: string; now: Date };

/** What the client said, in their words, by whatever channel it came. */
export function Complaints({
  complaints,
  ...clock
}: { complaints: ComplaintFacts[] } & ClockProps) {
  return (
    <ul className="grid gap-8">
      {complaints.map((complaint) => (
        <li key={complaint.id} className="grid gap-2">
          <Complaint complaint={complaint} {...clock} />
        </li>
      ))}
    </ul>
  );
}

async function Complaint({ complaint, zone, now }: { complaint: ComplaintFacts } & ClockProps) {
  const { t } = await studioLocale();
  const { about, words, survey, contact, publicUrl } = complaint;
  const answer = survey?.answers[0];
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <StatusBadge shape={answer?.verdict === "UP_TO_MARK" ? "done" : "late"}>
          {answer ? t(`surveys.verdict.${answer.verdict}`) : t(`channels.${complaint.channel}`)}
        </StatusBadge>
        {about.length > 0 ? (
          <span className="text-muted">
            {about.map((one) => t(`cases.about.${one}`)).join(", ")}
          </span>
        ) : null}
      </p>
      {words ? <Quote>{words}</Quote> : null}
      <Specifics complaint={complaint} />
      {(answer?.doubts ?? []).map((doubt) => (
        <p key={doubt} className="text-sm">
          <StatusBadge shape="risk">{t("cases.checkThis")}</StatusBadge>{" "}
          {t(`surveys.doubt.${doubt}`)}
        </p>
      ))}
      {publicUrl ? (
        <p className="wrap-anywhere">
          <a href={publicUrl} rel="noreferrer nofollow" className="underline">
            {publicUrl}
          </a>
        </p>
      ) : null}
      <p className="text-sm text-muted">
        {contact.name}
        {complaint.project ? (
          <>
            {", "}
            <Link href={`/projects/${complaint.project.id}`} className="underline">
              {complaint.project.title}
            </Link>
          </>
        ) : null}{" "}
        · <When at={complaint.at} zone={zone} now={now} />
      </p>
    </>
  );
}

async function Specifics({
  complaint: { specifics, specifiedAt, survey },
}: {
  complaint: ComplaintFacts;
}) {
  const { t } = await studioLocale();
  if (specifics)
    return (
      <>
        <p className="text-sm text-muted">{t("cases.exactly")}</p>
        <Quote>{specifics}</Quote>
      </>
    );
  return survey && !specifiedAt ? <p className="text-sm text-muted">{t("cases.asked")}</p> : null;
}

async function Quote({ children }: { children: string }) {
  const { t } = await studioLocale();
  return (
    <blockquote className="font-serif text-lg whitespace-pre-line italic wrap-anywhere" dir="auto">
      {t("cases.quoted", { words: children })}
    </blockquote>
  );
}
