import type { RequestKind } from "@/db/enums";
import type { Locale } from "@/language/locale";
import { shortSubject } from "@/lib/cut";
import type { Day } from "@/lib/dates";
import type { Words } from "@/mail/words";
import type { Nudge } from "./rules";

type Asked = {
  freelancerName: string;
  contactName: string;
  projectTitle: string;
  kind: RequestKind;
  title: string;
  details: string;
  options: string[];
  dueOn: Day;
  today: Day;
};

type Written = { subject: string; words: Words };

/** Asks a client for a file, an answer or a decision, by a day. */
export function requestAsked(locale: Locale, asked: Asked, page: string | null): Written {
  const { t } = locale;
  return written(locale, asked, page, {
    subject: t("requests.email.subject", { title: asked.title }),
    opening: t("requests.email.asked", factsOf(locale, asked)),
  });
}

/** Reminds a client of it: once before its day, once after. */
export function requestNudged(
  locale: Locale,
  nudge: Nudge,
  asked: Asked,
  page: string | null,
): Written {
  const { t } = locale;
  return written(locale, asked, page, {
    subject: t("requests.email.nudgeSubject", { title: asked.title }),
    opening: t(`requests.email.${nudge}`, factsOf(locale, asked)),
  });
}

function factsOf({ dayName }: Locale, { title, projectTitle, dueOn, today }: Asked) {
  return { title, project: projectTitle, day: dayName(dueOn, today) };
}

function written(
  { t, tag, calls }: Locale,
  { freelancerName, contactName, kind, details, options }: Asked,
  page: string | null,
  { subject, opening }: { subject: string; opening: string },
): Written {
  return {
    subject: shortSubject(subject),
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(contactName) }),
      paragraphs: [
        opening,
        ...(details ? [details] : []),
        ...(options.length > 0 ? [options.map((option) => `– ${option}`).join("\n")] : []),
        t(`requests.email.how.${kind}`),
      ],
      ...(page ? { link: { sentence: t(`requests.email.link.${kind}`), url: page } } : {}),
      closing: t("emails.bestWishes"),
      signature: freelancerName,
    },
  };
}
