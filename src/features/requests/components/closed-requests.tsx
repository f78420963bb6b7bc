import { studioLocale } from "@/auth/session";
import { reopen } from "@/features/requests/actions";
import type { RequestRow } from "@/features/requests/queries";
import { dayIn, type Day } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { readAnswer } from "@/workflows/answer-request/actions";

type ClosedRequestsProps = {
  requests: RequestRow[];
  isCompleted: boolean;
  zone: string;
  today: Day;
};

/** What was answered or cancelled: an answer that has not been read yet first, the rest on demand. */
export async function ClosedRequests({ requests, ...rest }: ClosedRequestsProps) {
  const { t } = await studioLocale();
  const isNew = ({ answeredAt, notedAt }: RequestRow) => answeredAt !== null && notedAt === null;
  const fresh = requests.filter(isNew);
  const others = requests.filter((one) => !isNew(one));
  const list = (some: RequestRow[]) => (
    <ul className="divide-y divide-hairline">
      {some.map((request) => (
        <Row key={request.id} request={request} {...rest} />
      ))}
    </ul>
  );
  return (
    <>
      {fresh.length > 0 ? list(fresh) : null}
      {others.length > 0 ? (
        <Disclosure title={t("requests.closed", { count: others.length })}>
          {list(others)}
        </Disclosure>
      ) : null}
    </>
  );
}

type RowProps = Omit<ClosedRequestsProps, "requests"> & { request: RequestRow };

async function Row({ request, isCompleted, zone, today }: RowProps) {
  const { t, dayAndDistance } = await studioLocale();
  const { id, title, replies, answeredAt, notedAt, cancelledAt, who } = request;
  const answer = replies.find((reply) => reply.acceptedAt);
  const closedAt = answeredAt ?? cancelledAt;
  return (
    <li className="grid gap-1 py-3">
      <p className="font-medium wrap-anywhere" dir="auto">
        {title}
      </p>
      <p className="text-sm text-muted">
        <StatusBadge shape={answeredAt ? "done" : "stopped"}>
          {t(answeredAt ? "requests.standing.answered" : "requests.standing.cancelled")}
        </StatusBadge>
        {answeredAt ? ` · ${t("requests.from", { name: answer?.by ?? who })}` : ""}
        {closedAt ? ` · ${dayAndDistance(dayIn(zone, closedAt), today)}` : ""}
      </p>
      {answer ? (
        <p className="line-clamp-3 font-serif wrap-anywhere" dir="auto">
          {answer.text}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-x-4">
        {answeredAt && !notedAt ? (
          <ActionButton
            action={readAnswer}
            hidden={{ requestId: id }}
            variant="quiet"
            busy={t("buttons.saving")}
            about={title}
          >
            {t("requests.answer.gotIt")}
          </ActionButton>
        ) : null}
        {isCompleted ? null : (
          <ActionButton
            action={reopen}
            hidden={{ requestId: id }}
            variant="plain"
            busy={t("buttons.saving")}
            about={title}
          >
            {t("requests.reopen")}
          </ActionButton>
        )}
      </div>
    </li>
  );
}
