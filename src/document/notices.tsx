import type { Locale } from "@/language/locale";
import { Frame, Notice } from "./frame";

type NoticeProps = {
  locale: Locale;
  /** What was typed in a form that was not taken: it can be copied from here. */ typed?: string;
};

const Quote = ({ children }: { children: string }) => (
  <p
    className="border-l-2 border-hairline pl-4 whitespace-pre-line text-ink [overflow-wrap:anywhere]"
    dir="auto"
  >
    {children}
  </p>
);

const TypedText = ({ locale, typed }: NoticeProps) =>
  typed ? (
    <>
      <p>{locale.t("notice.typed")}</p>
      <Quote>{typed}</Quote>
    </>
  ) : null;

/** What a person's own link shows for a project that is not theirs, or not there any more. */
export function ProjectGonePage({ locale, own }: NoticeProps & { own: string }) {
  return (
    <Frame locale={locale} title={locale.t("notice.notFound.title")} page="gone">
      <Notice heading={locale.t("notice.projectGone.heading")}>
        <p>{locale.t("notice.projectGone.text")}</p>
        <p>
          <a href={own} className="inline-flex min-h-11 items-center underline">
            {locale.t("notice.projectGone.own")}
          </a>
        </p>
      </Notice>
    </Frame>
  );
}

/** What a link shows that is unknown, damaged, revoked or somebody else's. */
export function NotFoundPage({ locale, typed }: NoticeProps) {
  return (
    <Frame locale={locale} title={locale.t("notice.notFound.title")} page="gone">
      <Notice heading={locale.t("notice.notFound.heading")}>
        <p>{locale.t("notice.notFound.text")}</p>
        <TypedText locale={locale} typed={typed} />
      </Notice>
    </Frame>
  );
}

/** What a link shows after its last day. */
export function ExpiredPage({ locale, typed }: NoticeProps) {
  return (
    <Frame locale={locale} title={locale.t("page.title")} page="gone">
      <Notice heading={locale.t("notice.expired.heading")}>
        <p>{locale.t("notice.expired.text")}</p>
        <TypedText locale={locale} typed={typed} />
      </Notice>
    </Frame>
  );
}

/** What a page shows that could not be read, or whose form could not be taken: then with what was typed. */
export function TroublePage({ locale, isRead, typed }: NoticeProps & { isRead: boolean }) {
  const { t } = locale;
  return (
    <Frame locale={locale} title={t("notice.trouble.title")}>
      <Notice heading={t("notice.trouble.heading")}>
        <p>{t(isRead ? "notice.trouble.read" : "notice.trouble.written")}</p>
        {typed ? <Quote>{typed}</Quote> : null}
      </Notice>
    </Frame>
  );
}

/** What is shown to somebody who has to wait, with the sentence that says why. */
export function TooManyPage({ locale, sentence, typed }: NoticeProps & { sentence: string }) {
  return (
    <Frame locale={locale} title={locale.t("notice.trouble.title")}>
      <Notice heading={locale.t("notice.tooMany.heading")}>
        <p>{sentence}</p>
        <TypedText locale={locale} typed={typed} />
      </Notice>
    </Frame>
  );
}
