import type { Written } from "@/features/emails/commands";
import type { Locale } from "@/language/locale";
import { paragraphsOf } from "@/language/plain";
import type { Day } from "@/lib/dates";
import type { FailureDays } from "./rules";

export type NoticeFacts = {
  freelancerName: string;
  contactName: string;
  ownLine: string;
  what: string;
  doing: string;
  days: FailureDays;
  today: Day;
  /** What they get for the trouble, in their own words; null for nothing. */
  goodwill: string | null;
};

/** Says to one person what went wrong, what is being done, and what they get for the trouble. */
export function ownItEmail(locale: Locale, facts: NoticeFacts, page: string | null): Written {
  const { t, tag, calls } = locale;
  const [first = "", ...more] = paragraphsOf(facts.what);
  const [doing = "", ...rest] = paragraphsOf(facts.doing);
  return {
    subject: t("ownIt.subject"),
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(facts.contactName) }),
      paragraphs: [
        t("ownIt.opening"),
        ...(facts.ownLine ? [facts.ownLine] : []),
        `${whenLine(locale, facts)}\n${first}`,
        ...more,
        `${t("ownIt.doing")}\n${doing}`,
        ...rest,
        t("ownIt.mine"),
        ...(facts.goodwill
          ? [t("ownIt.goodwill", { goodwill: facts.goodwill.replace(/\.$/, "") })]
          : []),
        t("ownIt.reply"),
      ],
      ...(page ? { link: { sentence: t("ownIt.link"), url: page } } : {}),
      closing: t("emails.bestWishes"),
      signature: facts.freelancerName,
    },
  };
}

function whenLine({ t, dayName }: Locale, { days, today }: NoticeFacts): string {
  const from = dayName(days.beganOn, today);
  if (days.endedOn === null) return t("ownIt.since", { from });
  return days.endedOn === days.beganOn
    ? t("ownIt.on", { day: from })
    : t("ownIt.between", { from, to: dayName(days.endedOn, today) });
}
