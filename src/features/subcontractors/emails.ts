import type { AssignmentDateKind, Verdict } from "@/db/enums";
import type { Written } from "@/features/emails/commands";
import { amountName, type Amount } from "@/features/subcontractors/dates/rules";
import type { Locale } from "@/language/locale";
import type { StudioLocale } from "@/language/studio";
import { shortSubject } from "@/lib/cut";
import type { Day } from "@/lib/dates";
import { fullName } from "@/lib/names";

/** Who writes to whom about which assignment. Nothing of the project or its client is ever among it. */
type Names = { freelancerName: string; name: string; title: string };
function written(
  { t, tag, calls }: Locale,
  { freelancerName, name }: Names,
  subject: string,
  paragraphs: string[],
  page: string | null,
): Written {
  return {
    subject: shortSubject(subject),
    words: {
      lang: tag,
      greeting: t("emails.hello", { name: calls(name) }),
      paragraphs,
      ...(page ? { link: { sentence: t("desk.emails.link"), url: page } } : {}),
      closing: t("emails.bestWishes"),
      signature: freelancerName,
    },
  };
}

type AgreedDate = { kind: AssignmentDateKind; title: string; promisedOn: Day } & Amount;

/** The beginning of an assignment: what it is, its dates, and the link to the desk. */
export function begun(
  locale: Locale,
  facts: Names & { brief: string; dates: AgreedDate[]; today: Day },
  page: string | null,
): Written {
  const { t, tag, dayAndDistance } = locale;
  const { title, brief, dates, today } = facts;
  const lines = dates.map((date) => {
    const day = dayAndDistance(date.promisedOn, today);
    if (date.kind !== "PAY") return t(`desk.emails.begun.${date.kind}`, { title: date.title, day });
    const amount = amountName(tag, date);
    return amount
      ? t("desk.emails.begun.payAmount", { amount, day })
      : t("desk.emails.begun.pay", { day });
  });
  const paragraphs = [
    t("desk.emails.begun.text", { title }),
    ...(brief ? [brief] : []),
    ...(lines.length > 0 ? [lines.map((line) => `– ${line}`).join("\n")] : []),
    ...(page ? [t("desk.emails.begun.page")] : []),
  ];
  return written(locale, facts, t("desk.emails.begun.subject", { title }), paragraphs, page);
}

type Sent = { texts: string[]; files: string[]; hasMore: boolean };

/** What the freelancer wrote and sent: one email for a few minutes. */
export function posted(locale: Locale, facts: Names & Sent, page: string): Written {
  const { t } = locale;
  const { freelancerName, title, texts, files, hasMore } = facts;
  const paragraphs = [
    ...texts,
    ...(files.length > 0 ? [t("desk.emails.posted.files"), ...files] : []),
    ...(hasMore ? [`${t("emails.shortened")} ${t("emails.rest")}`] : []),
  ];
  const subject = t(
    texts.length > 0 ? "desk.emails.posted.subject" : "desk.emails.posted.subjectFiles",
    { name: freelancerName, title },
  );
  return written(locale, facts, subject, paragraphs, page);
}

type Change = { kind: AssignmentDateKind; title: string; from: Day; to: Day; reason: string };

/** Dates that moved, each with its old day, its new one and the reason. */
export function moved(
  locale: Locale,
  facts: Names & { changes: Change[]; today: Day },
  page: string,
): Written {
  const { t, dayName, dayAndDistance } = locale;
  const { changes, today, title } = facts;
  const paragraphs = changes.map(({ kind, title: what, from, to, reason }) =>
    [
      t(`desk.emails.moved.${kind}`, {
        title: what,
        from: dayName(from, today),
        to: dayAndDistance(to, today),
      }),
      ...(reason ? [t("desk.emails.moved.reason", { reason })] : []),
    ].join("\n"),
  );
  return written(locale, facts, t("desk.emails.moved.subject", { title }), paragraphs, page);
}

/** A payment that was made, and whether on its day. */
export function paid(
  locale: Locale,
  facts: Names & Amount & { promisedOn: Day; doneOn: Day; today: Day },
  page: string,
): Written {
  const { t, tag, dayName } = locale;
  const { title, promisedOn, doneOn, today } = facts;
  const amount = amountName(tag, facts);
  const day = dayName(doneOn, today);
  const paragraphs = [
    amount
      ? t("desk.emails.paid.textAmount", { amount, title, day })
      : t("desk.emails.paid.text", { title, day }),
    ...(doneOn > promisedOn
      ? [t("desk.emails.paid.late", { day: dayName(promisedOn, today) })]
      : []),
  ];
  return written(locale, facts, t("desk.emails.paid.subject", { title }), paragraphs, page);
}

/** The thank-you when an assignment is done. */
export function thanked(locale: Locale, facts: Names, page: string): Written {
  const { t } = locale;
  const { title } = facts;
  const paragraphs = [t("desk.emails.thanked.text", { title }), t("desk.emails.thanked.stays")];
  return written(locale, facts, t("desk.emails.thanked.subject", { title }), paragraphs, page);
}

/** The one question some days later. */
export function asked(
  locale: Locale,
  facts: Names,
  { page, unsubscribe }: { page: string; unsubscribe: string },
): Written {
  const { t } = locale;
  const { title, freelancerName } = facts;
  const paragraphs = [t("desk.emails.asked.text", { title }), t("desk.emails.asked.why")];
  const email = written(locale, facts, t("desk.question.heading"), paragraphs, page);
  return {
    ...email,
    words: {
      ...email.words,
      link: { sentence: t("desk.emails.asked.link"), url: page },
      footnote: t("desk.emails.asked.footnote", { name: freelancerName }),
      unsubscribe: { sentence: t("desk.stop.button"), url: unsubscribe },
    },
  };
}

function toStudio(
  { tag }: StudioLocale,
  { freelancerName }: Names,
  subject: string,
  paragraphs: string[],
  link: { sentence: string; url: string },
): Written {
  return {
    subject: shortSubject(subject),
    words: {
      lang: tag,
      greeting: `${fullName(freelancerName)},`,
      paragraphs,
      link,
      signature: "Uptomark",
    },
  };
}

/** Tells the freelancer what a subcontractor wrote and sent. */
export function received(locale: StudioLocale, facts: Names & Sent, page: string): Written {
  const { t } = locale;
  const { name, title, texts, files, hasMore } = facts;
  const paragraphs = [
    ...texts,
    ...(files.length > 0 ? [t("subcontractors.emails.files", { name }), ...files] : []),
    ...(hasMore ? [t("subcontractors.emails.more")] : []),
  ];
  const subject = t(
    texts.length > 0 ? "subcontractors.emails.wrote" : "subcontractors.emails.sent",
    { name, title },
  );
  const link = { sentence: t("subcontractors.emails.reply"), url: page };
  return toStudio(locale, facts, subject, paragraphs, link);
}

/** Tells the freelancer how it was to work with them. */
export function answered(
  locale: StudioLocale,
  facts: Names & { verdict: Verdict; words: string },
  page: string,
): Written {
  const { t } = locale;
  const { name, title, verdict, words } = facts;
  const paragraphs = [
    t("subcontractors.emails.answered", {
      name,
      title,
      verdict: t(`subcontractors.verdicts.${verdict}`),
    }),
    ...(words ? [`“${words}”`] : []),
  ];
  const subject = t("subcontractors.emails.answeredSubject", { name });
  const link = { sentence: t("subcontractors.emails.read"), url: page };
  return toStudio(locale, facts, subject, paragraphs, link);
}
