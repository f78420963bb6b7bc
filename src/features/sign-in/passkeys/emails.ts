import { randomUUID } from "node:crypto";
import type { NewEmail } from "@/features/emails/commands";
import { studioLocaleOf } from "@/language/studio";
import { dayIn, wallClock } from "@/lib/dates";
import { links } from "@/lib/links";

type Studio = { name: string; language: string; zone: string };
type Change = {
  kind: "passkey.added" | "passkey.removed";
  /** What it is called. */ passkey: string;
  /** The address that the freelancer signs in with. */ address: string;
  now: Date;
};

/** Says that a passkey was added or removed, and what to do if that was somebody else. */
export function passkeyChanged(studio: Studio, change: Change): NewEmail {
  const { t, ...locale } = studioLocaleOf(studio.language);
  const { kind, now, address, passkey } = change;
  const { day: on, time } = wallClock(studio.zone, now);
  const day = locale.dayName(on, dayIn(studio.zone, now));
  const did = kind === "passkey.added" ? "added" : "removed";
  return {
    freelancerId: null,
    kind,
    dedupeKey: `${kind}:${randomUUID()}`,
    fromName: "Uptomark",
    replyTo: null,
    toName: "",
    toAddress: address,
    subject: t(`passkeys.email.${did}Subject`),
    words: {
      lang: locale.tag,
      greeting: t("passkeys.email.greeting"),
      paragraphs: [
        t(`passkeys.email.${did}`, { passkey, studio: studio.name, day, time }),
        t(`passkeys.email.${did}NotYou`),
      ],
      link: { sentence: t("passkeys.email.link"), url: links.page("/settings/sign-in") },
      signature: "Uptomark",
    },
    sendAt: now,
  };
}
