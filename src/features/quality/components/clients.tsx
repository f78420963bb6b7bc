import { groups } from "@/features/quality/kinds";
import { PartsList } from "./parts-list";
import { countOf, Facts, figureIn, type View } from "./view";

/** Clients who came back, and what those said who had gone quiet. */
export function Clients(view: View) {
  const { locale, figures, period } = view;
  const { t } = locale;
  const figure = figureIn(period);
  const back = countOf(figures, "back");
  const quiet = countOf(figures, "quiet");
  return (
    <Facts title={t("quality.clients.title")} isEmpty={back + quiet === 0} locale={locale}>
      <p>{t.rich("quality.clients.back", { count: back, a: figure("back") })}</p>
      <p>{t.rich("quality.clients.quiet", { count: quiet, a: figure("quiet") })}</p>
      {quiet > 0 ? (
        <div>
          <p>{t("quality.clients.reasons")}</p>
          <PartsList names={groups.quiet} {...view} />
        </div>
      ) : null}
    </Facts>
  );
}
