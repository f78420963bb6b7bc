import { randomUUID } from "node:crypto";
import type { NewEmail } from "@/features/emails/commands";
import { studioLocaleOf } from "@/language/studio";
import { dayIn, wallClock } from "@/lib/dates";
import { links } from "@/lib/links";

type Studio = { name: string; language: string; zone: string; address: string };

/** Says that a studio will be erased, when, and how to keep it. To the address that its freelancer signs in with. */
export function erasureAsked(studio: Studio & { eraseAt: Date; now: Date }): NewEmail {
  const { t, ...locale } = studioLocaleOf(studio.language);
  const { eraseAt, now, zone, name } = studio;
  const { day: on, time } = wallClock(zone, eraseAt);
  const day = locale.dayName(on, dayIn(zone, now));
  return {
    ...toOneself(studio, now),
    kind: "studio.erasureAsked",
    dedupeKey: `studio.erasureAsked:${randomUUID()}`,
    subject: t("eraseStudio.askedSubject"),
    words: {
      greeting: t("eraseStudio.greeting"),
      paragraphs: [t("eraseStudio.asked", { name, day, time }), t("eraseStudio.askedKeep")],
      link: { sentence: t("eraseStudio.askedLink"), url: links.page("/sign-in") },
      signature: "Uptomark",
      lang: locale.tag,
    },
  };
}

/** Says that a studio is erased. To the address that its freelancer signed in with. */
export function studioErased(studio: Studio & { now: Date }): NewEmail {
  const { t, ...locale } = studioLocaleOf(studio.language);
  return {
    ...toOneself(studio, studio.now),
    kind: "studio.erased",
    dedupeKey: `studio.erased:${randomUUID()}`,
    subject: t("eraseStudio.erasedSubject"),
    words: {
      greeting: t("eraseStudio.greeting"),
      paragraphs: [t("eraseStudio.erased", { name: studio.name }), t("eraseStudio.erasedRest")],
      signature: "Uptomark",
      lang: locale.tag,
    },
  };
}

/** It belongs to no studio, as a sign-in email: it is deleted once it is sent. */
function toOneself(studio: Studio, now: Date) {
  return {
    freelancerId: null,
    fromName: "Uptomark",
    replyTo: null,
    toName: "",
    toAddress: studio.address,
    sendAt: now,
  };
}
