import type { Channel } from "@/db/enums";
import { channelWords } from "@/features/studio/rules";
import {
  summaryOf,
  workingTimeName,
  type Response,
} from "@/features/messages/response-times/rules";
import { Disclosure } from "@/ui/page";

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** How soon the freelancer replies, in working time: the middle and the slowest, and what was too slow or at night. */
export function ResponseTimes({ responses }: { responses: Response[] }) {
  const all = summaryOf(responses);
  if (!all) return <p className="text-sm text-muted">No replies yet in the last 90 days.</p>;
  const late = responses.filter(({ band }) => band === "too slow").length;
  const night = responses.filter(({ band }) => band === "at night").length;
  const facts = [
    `You usually reply within ${workingTimeName(all.medianMinutes)} of working time`,
    `the slowest took ${workingTimeName(all.worstMinutes)}`,
    count(all.count, "reply", "replies"),
    late > 0 ? count(late, "was later than you say", "were later than you say") : "",
    night > 0 ? count(night, "went out outside your hours", "went out outside your hours") : "",
  ];
  return (
    <div className="text-sm text-muted">
      <p>{facts.filter(Boolean).join(" · ")}.</p>
      <Disclosure title="By channel">
        <ByChannel responses={responses} />
      </Disclosure>
    </div>
  );
}

function ByChannel({ responses }: { responses: Response[] }) {
  const channels = [...Map.groupBy(responses, ({ channel }) => channel)];
  return (
    <table className="text-sm tabular-nums">
      <thead>
        <tr className="text-left">
          {["They wrote", "Replies", "Median", "Slowest"].map((title) => (
            <th key={title} scope="col" className="pr-6 pb-1 font-medium">
              {title}
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

function Row({ channel, responses }: { channel: Channel; responses: Response[] }) {
  const summary = summaryOf(responses)!;
  return (
    <tr>
      <th scope="row" className="py-1 pr-6 text-left font-normal">
        {channelWords[channel]}
      </th>
      <td className="pr-6">{summary.count}</td>
      <td className="pr-6">{workingTimeName(summary.medianMinutes)}</td>
      <td>{workingTimeName(summary.worstMinutes)}</td>
    </tr>
  );
}
