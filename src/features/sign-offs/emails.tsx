import type { Locale } from "@/language/locale";
import { shortSubject } from "@/lib/cut";
import type { Day } from "@/lib/dates";
import type { Words } from "@/mail/words";
import type { StudioLocale } from "@/language/studio";
import { firstName } from "@/lib/names";
import { links } from "@/lib/links";

type Written = { subject: string; words: Words };
type Parties = { freelancerName: string; contactName: string; projectTitle: string };

/** Tells a contact what is put before them to be signed off. */
export function signOffAsked(
  { t, tag, calls }: Locale,
  facts: Parties & { put: { title: string; note: string }[] },
  page: string | null,
): Written {
  const { put } = facts;
  const [first] = put;
  const one = put.length === 1 && first ? first : null;
  return {
    subject: shortSubject(
      one
        ? t("emails.signOff.subjectOne", { title: one.title })
        : t("emails.signOff.subjectMany", { project: facts.projectTitle }),
    ),
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(facts.contactName) }),
      paragraphs: [
        one
          ? t("emails.signOff.one", { title: one.title })
          : t("emails.signOff.many", { project: facts.projectTitle }),
        ...put.flatMap(({ title, note }) => [
          ...(one ? [] : [`– ${title}`]),
          ...(note ? [note] : []),
        ]),
        t("emails.signOff.how"),
      ],
      ...(page ? { link: { sentence: t("emails.signOff.link"), url: page } } : {}),
      closing: t("emails.bestWishes"),
      signature: facts.freelancerName,
    },
  };
}

/** Tells a contact what still waits for them, and when the project is completed without an answer. */
export function completionAsked(
  { t, tag, calls, dayName }: Locale,
  facts: Parties & { titles: string[]; on: Day; today: Day },
  page: string | null,
): Written {
  return {
    subject: shortSubject(t("emails.completing.subject", { project: facts.projectTitle })),
    words: {
      lang: tag,
      greeting: t("emails.dear", { name: calls(facts.contactName) }),
      paragraphs: [
        [
          t("emails.completing.waits", { project: facts.projectTitle }),
          ...facts.titles.map((title) => `– ${title}`),
        ].join("\n"),
        t("emails.completing.goesOn", { day: dayName(facts.on, facts.today) }),
        t("emails.signOff.how"),
      ],
      ...(page ? { link: { sentence: t("emails.signOff.link"), url: page } } : {}),
      closing: t("emails.bestWishes"),
      signature: facts.freelancerName,
    },
  };
}

/** Tells the freelancer that a delivery was accepted. */
export function signOffAccepted(
  { t, tag }: StudioLocale,
  facts: Parties & { title: string; projectId: string; isCompleted: boolean },
): Written {
  return {
    subject: shortSubject(
      t("signOffs.email.subject", { name: facts.contactName, title: facts.title }),
    ),
    words: {
      lang: tag,
      greeting: t("signOffs.email.greeting", { name: firstName(facts.freelancerName) }),
      paragraphs: [
        t("signOffs.email.accepted", {
          name: facts.contactName,
          title: facts.title,
          project: facts.projectTitle,
        }),
        ...(facts.isCompleted ? [t("signOffs.email.completed")] : []),
      ],
      link: { sentence: t("signOffs.email.link"), url: links.project(facts.projectId) },
      signature: "Uptomark",
    },
  };
}
