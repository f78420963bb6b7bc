import { groups, type Figure } from "@/features/quality/kinds";
import { summaryIn } from "@/features/quality/rules";
import { RepliesChart } from "./charts";
import { partName } from "./names";
import { workingTimeName } from "@/features/quality/words";
import { countOf, Facts, figureIn, type View } from "./view";

/** How soon the freelancer replies, by the channel on which a client asked. */
export function Replies(view: View) {
  const { locale, figures } = view;
  const { t } = locale;
  const channels = groups.replies.filter((one) => countOf(figures, one) > 0);
  return (
    <Facts title={t("quality.replies.title")} isEmpty={channels.length === 0} locale={locale}>
      {channels.map((channel) => (
        <Channel key={channel} name={channel} {...view} />
      ))}
      <p className="text-sm text-muted">{t("quality.replies.note")}</p>
      <RepliesChart title={t("quality.replies.chart")} {...view} />
    </Facts>
  );
}

function Channel({ name, locale, figures, period }: View & { name: Figure }) {
  const { count, median, most } = summaryIn(figures, name);
  const figure = figureIn(period);
  const values = {
    channel: partName(locale, name),
    count,
    most: workingTimeName(locale, most ?? 0),
    a: figure(name),
    c: figure(name, most),
  };
  if (median === null) return <p>{locale.t.rich("quality.replies.lineFew", values)}</p>;
  const half = { median: workingTimeName(locale, median), b: figure(name) };
  return <p>{locale.t.rich("quality.replies.line", { ...values, ...half })}</p>;
}
