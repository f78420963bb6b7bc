import type { Written } from "@/features/emails/commands";
import type { StudioLocale } from "@/language/studio";

/** The email that shows whether what is sent to a mailbox's address with a + arrives in it. */
export function mailboxTested(
  { t, tag, calls }: StudioLocale,
  { freelancerName, address }: { freelancerName: string; address: string },
): Written {
  return {
    subject: t("ownMailbox.test.subject"),
    words: {
      lang: tag,
      greeting: t("yearReview.greeting", { name: calls(freelancerName) }),
      paragraphs: [t("ownMailbox.test.text", { address })],
      signature: "Uptomark",
    },
  };
}
