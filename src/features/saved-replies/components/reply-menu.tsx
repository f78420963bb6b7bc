import { studioLocale } from "@/auth/session";
import { ReplyLinks, type ReplyLinksProps } from "./reply-links";

/** Saved replies beside a form. */
export async function ReplyMenu(props: Omit<ReplyLinksProps, "title">) {
  const { t } = await studioLocale();
  return <ReplyLinks title={t("savedReplies.title")} {...props} />;
}
