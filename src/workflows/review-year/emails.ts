import type { Written } from "@/features/emails/commands";
import { workingTimeName } from "@/features/quality/words";
import { pathOf, summaryOf, yearFrom, type Counts } from "@/features/quality/rules";
import type { StudioLocale } from "@/language/studio";
import { shortSubject } from "@/lib/cut";
import type { Day } from "@/lib/dates";
import { links } from "@/lib/links";

type Facts = { freelancerName: string; year: Day; counts: Counts };

/** Sums up a freelancer's past year for them, in three sentences: what went well, what did not, what is left. */
export function yearReviewed(
  locale: StudioLocale,
  { freelancerName, year, counts }: Facts,
): Written {
  const { t, tag, calls } = locale;
  return {
    subject: shortSubject(t("yearReview.subject", { year: year.slice(0, 4) })),
    words: {
      lang: tag,
      greeting: t("yearReview.greeting", { name: calls(freelancerName) }),
      paragraphs: [
        whatWentWell(locale, counts, year.slice(0, 4)),
        whatDidNot(locale, counts),
        whatIsLeft(locale, counts),
      ],
      link: { sentence: t("yearReview.link"), url: links.quality(pathOf(yearFrom(year))) },
      signature: "Uptomark",
    },
  };
}

function whatWentWell({ t }: StudioLocale, counts: Counts, year: string): string {
  const inTime = summaryOf(counts, "promises.kept").count;
  const all = summaryOf(counts, "promises").count;
  const good = summaryOf(counts, "verdicts.UP_TO_MARK").count;
  const deliveries = summaryOf(counts, "deliveries").count;
  if (inTime > 0) return t("yearReview.well.promises", { year, kept: inTime, all });
  if (good > 0) return t("yearReview.well.verdicts", { year, count: good });
  if (deliveries > 0) return t("yearReview.well.deliveries", { year, count: deliveries });
  return t("yearReview.well.none", { year });
}

function whatDidNot({ t }: StudioLocale, counts: Counts): string {
  const missed = summaryOf(counts, "promises.missed").count;
  const wrong = summaryOf(counts, "wrong").count;
  const below =
    summaryOf(counts, "verdicts").count - summaryOf(counts, "verdicts.UP_TO_MARK").count;
  if (missed > 0) return t("yearReview.badly.missed", { count: missed });
  if (wrong > 0) return t("yearReview.badly.wrong", { count: wrong });
  if (below > 0) return t("yearReview.badly.verdicts", { count: below });
  return t("yearReview.badly.none");
}

function whatIsLeft(locale: StudioLocale, counts: Counts): string {
  const { t } = locale;
  const owed = summaryOf(counts, "remedies.open").count;
  const { count, median, most } = summaryOf(counts, "replies");
  if (owed > 0) return t("yearReview.open.remedies", { count: owed });
  if (median !== null)
    return t("yearReview.open.replies", { count, median: workingTimeName(locale, median) });
  if (most !== null)
    return t("yearReview.open.slowest", { count, most: workingTimeName(locale, most) });
  return t("yearReview.open.none");
}
