import type { Written } from "@/features/emails/commands";
import type { StudioLocale } from "@/language/studio";

/** The email that shows whether a mail server sends what it is given. */
export function serverTested(
  { t, tag, calls }: StudioLocale,
  { freelancerName, host }: { freelancerName: string; host: string },
): Written {
  return {
    subject: t("mailServer.test.subject"),
    words: {
      lang: tag,
      greeting: t("yearReview.greeting", { name: calls(freelancerName) }),
      paragraphs: [t("mailServer.test.text", { host })],
      signature: "Uptomark",
    },
  };
}
