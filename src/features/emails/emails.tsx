import { randomUUID } from "node:crypto";
import { tags } from "@/language/languages";
import { say, spokenLanguage } from "@/language/say";
import type { StudioLocale } from "@/language/studio";
import { shortSubject } from "@/lib/cut";
import type { Words } from "@/mail/words";
import type { NewEmail } from "./commands";
import { fullName } from "@/lib/names";

/** The sign-in email, in the language of whoever asked for it. It belongs to no studio, is not shown in any studio, and is deleted once it is sent. */
export function signInEmail(address: string, url: string, now: Date): NewEmail {
  return {
    freelancerId: null,
    kind: "sign-in.requested",
    dedupeKey: `sign-in.requested:${randomUUID()}`,
    fromName: "Uptomark",
    replyTo: null,
    toName: "",
    toAddress: address,
    subject: say("signIn.email.subject"),
    words: {
      lang: tags[spokenLanguage()],
      greeting: say("signIn.email.greeting"),
      paragraphs: [say("signIn.email.text")],
      link: { sentence: say("signIn.email.link"), url },
      signature: "Uptomark",
    },
    sendAt: now,
  };
}

type CameBack = {
  freelancerName: string;
  subject: string;
  toName: string;
  toAddress: string;
  kind: "bounced" | "complained";
  isForGood: boolean;
  why: string;
};

/** Tells the freelancer that an email bounced or was marked as spam, why, and what they can do. */
export function emailCameBack(
  { t, tag }: StudioLocale,
  facts: CameBack,
  page: string,
): { subject: string; words: Words } {
  const { freelancerName, subject, toName: name, toAddress: address, isForGood, why } = facts;
  const isSpam = facts.kind === "complained";
  const cure = isSpam ? "spamCure" : isForGood ? "forGood" : "forNow";
  return {
    subject: shortSubject(
      t(`freelancerEmails.cameBack.${isSpam ? "spamSubject" : "bouncedSubject"}`, { name }),
    ),
    words: {
      lang: tag,
      greeting: t("freelancerEmails.hello", { name: fullName(freelancerName) }),
      paragraphs: [
        isSpam
          ? t("freelancerEmails.cameBack.spam", { subject, name, address })
          : t("freelancerEmails.cameBack.bounced", { subject, name, address, why }),
        t(`freelancerEmails.cameBack.${cure}`),
      ],
      link: { sentence: t("freelancerEmails.cameBack.link"), url: page },
      signature: "Uptomark",
    },
  };
}
