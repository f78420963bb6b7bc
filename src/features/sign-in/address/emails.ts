import { randomUUID } from "node:crypto";
import type { NewEmail } from "@/features/emails/commands";
import { studioLocaleOf } from "@/language/studio";
import { links } from "@/lib/links";

type Change = {
  studio: { name: string; language: string };
  /** The address that signs in until now. */ before: string;
  address: string;
  now: Date;
};

/** Has the new address confirmed, by its owner. */
export function confirmAddressEmail(change: Change, url: string): NewEmail {
  const { t, tag } = studioLocaleOf(change.studio.language);
  const { address, now, studio } = change;
  return {
    ...fromProduct(address, now),
    kind: "signInAddress.confirm",
    dedupeKey: `signInAddress.confirm:${randomUUID()}`,
    subject: t("signInAddress.email.confirmSubject"),
    words: {
      lang: tag,
      greeting: t("signInAddress.email.greeting"),
      paragraphs: [t("signInAddress.email.confirm", { address, studio: studio.name })],
      link: { sentence: t("signInAddress.email.confirmLink"), url },
      signature: "Uptomark",
    },
  };
}

/** Tells the address that signs in until now that another one was asked for, or took its place. */
export function addressNotice(kind: "asked" | "changed", change: Change): NewEmail {
  const { t, tag } = studioLocaleOf(change.studio.language);
  const { address, before, now, studio } = change;
  return {
    ...fromProduct(before, now),
    kind: `signInAddress.${kind}`,
    dedupeKey: `signInAddress.${kind}:${randomUUID()}`,
    subject: t(`signInAddress.email.${kind}Subject`),
    words: {
      lang: tag,
      greeting: t("signInAddress.email.greeting"),
      paragraphs: [
        t(`signInAddress.email.${kind}`, { address, studio: studio.name }),
        t(`signInAddress.email.${kind}NotYou`),
      ],
      link: { sentence: t("signInAddress.email.link"), url: links.page("/settings/sign-in") },
      signature: "Uptomark",
    },
  };
}

/** It belongs to no studio, as a sign-in email: its words are deleted once it is sent. */
const fromProduct = (toAddress: string, now: Date) => ({
  freelancerId: null,
  fromName: "Uptomark",
  replyTo: null,
  toName: "",
  toAddress,
  sendAt: now,
});
