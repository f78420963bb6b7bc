import { studioLocale } from "@/auth/session";
import type { Channel } from "@/db/enums";
import {
  summaryOf,
  workingTimeName,
  type Response,
} from "@/features/messages/response-times/rules";
import { Disclosure } from "@/ui/page";

/** How soon the freelancer replies, in working time: the middle and the slowest, and what was too slow or at night. */
export async function ResponseTimes({ responses }: { responses: Response[] }) {
  const { t, tag } = await studioLocale();
  const all = summaryOf(responses);
  if (!all) return <p className="text-sm text-muted">{t("messages.times.none")}</p>;
  const late = responses.filter(({ band }) => band === "too slow").length;
  const night = responses.filter(({ band }) => band === "at night").length;
  const facts = [
    t("messages.times.usual", { duration: workingTimeName(all.medianMinutes, tag) }),
    t("messages.times.slowest", { duration: workingTimeName(all.worstMinutes, tag) }),
    t("messages.times.replies", { count: all.count }),
    late > 0 ? t("messages.times.late", { count: late }) : "",
    night > 0 ? t("messages.times.night", { count: night }) : "",
  ];
  return (
    <div className="text-sm text-muted">
      <p>{facts.filter(Boolean).join(" · ")}.</p>
      <Disclosure title={t("messages.times.byChannel")}>
        <ByChannel responses={responses} />
      </Disclosure>
    </div>
  );
}

async function ByChannel({ responses }: { responses: Response[] }) {
  const { t } = await studioLocale();
  const channels = [...Map.groupBy(responses, ({ channel }) => channel)];
  return (
    <table className="text-sm tabular-nums">
      <thead>
        <tr className="text-left">
          {(["they", "count", "median", "worst"] as const).map((column) => (
            <th key={column} scope="col" className="pr-6 pb-1 font-medium">
              {t(`messages.times.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map(([channel, own]) => (
          <Row key={channel} channel={channel} responses={own} />
        ))}
      </tbody>
    </table>
  );
}

async function Row({ channel, responses }: { channel: Channel; responses: Response[] }) {
  const { t, tag } = await studioLocale();
  const summary = summaryOf(responses)!;
  return (
    <tr>
      <th scope="row" className="py-1 pr-6 text-left font-normal">
        {t(`channels.${channel}`)}
      </th>
      <td className="pr-6">{summary.count}</td>
      <td className="pr-6">{workingTimeName(summary.medianMinutes, tag)}</td>
      <td>{workingTimeName(summary.worstMinutes, tag)}</td>
    </tr>
  );
}
