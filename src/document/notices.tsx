import type { Locale } from "@/language/locale";
import { Frame, Notice } from "./frame";

type NoticeProps = { locale: Locale };

/** What a link shows that is unknown, damaged, revoked or somebody else's. */
export function NotFoundPage({ locale }: NoticeProps) {
  return (
    <Frame locale={locale} title={locale.t("notice.notFound.title")} page="gone">
      <Notice heading={locale.t("notice.notFound.heading")}>
        <p>{locale.t("notice.notFound.text")}</p>
      </Notice>
    </Frame>
  );
}

/** What a link shows after its last day. */
export function ExpiredPage({ locale }: NoticeProps) {
  return (
    <Frame locale={locale} title={locale.t("page.title")} page="gone">
      <Notice heading={locale.t("notice.expired.heading")}>
        <p>{locale.t("notice.expired.text")}</p>
      </Notice>
    </Frame>
  );
}

/** What a page shows that could not be read, or whose form could not be taken: then with what was typed. */
export function TroublePage({
  locale: { t },
  locale,
  isRead,
  typed,
}: NoticeProps & { isRead: boolean; typed: string }) {
  return (
    <Frame locale={locale} title={t("notice.trouble.title")}>
      <Notice heading={t("notice.trouble.heading")}>
        <p>{t(isRead ? "notice.trouble.read" : "notice.trouble.written")}</p>
        {typed ? (
          <p
            className="border-l-2 border-hairline pl-4 whitespace-pre-line text-ink [overflow-wrap:anywhere]"
            dir="auto"
          >
            {typed}
          </p>
        ) : null}
      </Notice>
    </Frame>
  );
}

/** What is shown to somebody who has to wait, with the sentence that says why. */
export function TooManyPage({ locale, sentence }: NoticeProps & { sentence: string }) {
  return (
    <Frame locale={locale} title={locale.t("notice.trouble.title")}>
      <Notice heading={locale.t("notice.tooMany.heading")}>
        <p>{sentence}</p>
      </Notice>
    </Frame>
  );
}
