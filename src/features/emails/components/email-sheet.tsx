import type { CSSProperties } from "react";
import { studioLocale } from "@/auth/session";
import type { EmailWhole } from "@/features/emails/queries";
import { retold } from "@/language/stored";
import { Disclosure } from "@/ui/page";
import { StatusOfEmail } from "./email-status";

type EmailSheetProps = {
  email: EmailWhole;
  zone: string;
  now: Date;
  /** Why there are no words of it any more. */
  forgotten: string | null;
};

/** An email exactly as it was sent, or as it would be sent now: headers, HTML, plain text. */
export async function EmailSheet({ email, zone, now, forgotten }: EmailSheetProps) {
  const { t } = await studioLocale();
  const { from, to, replyTo, text, html } = email.frozen;
  const headers = [
    [t("emails.sheet.from"), from],
    [t("emails.sheet.to"), to],
    ...(replyTo ? [[t("emails.sheet.replyTo"), replyTo]] : []),
  ];
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {headers.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
        <dt className="text-muted">{t("emails.sheet.status")}</dt>
        <dd>
          <StatusOfEmail email={email} zone={zone} now={now} />
          {email.lastError &&
          (email.needsReviewAt || email.bouncedAt || email.complainedAt || email.skippedAt) ? (
            <p className="text-sm text-red wrap-anywhere">{retold(t, email.lastError)}</p>
          ) : null}
        </dd>
      </dl>
      {forgotten ? <p className="text-muted">{forgotten}</p> : <Body html={html} text={text} />}
    </div>
  );
}

async function Body({ html, text }: { html: string; text: string }) {
  const { t } = await studioLocale();
  const heights = {
    "--on-a-phone": heightOf(text, 36),
    "--on-a-desk": heightOf(text, 66),
  } as CSSProperties;
  return (
    <>
      <iframe
        title={t("emails.sheet.email")}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcDoc={forViewing(html)}
        style={heights}
        className={
          "h-(--on-a-phone) w-full sm:h-(--on-a-desk) resize-y rounded-sm border border-hairline " +
          "bg-[#fbf9f4] scheme-light"
        }
      />
      <Disclosure title={t("emails.sheet.plain")}>
        <pre className="max-w-[72ch] font-sans text-[0.9375rem] whitespace-pre-wrap wrap-anywhere">
          {text}
        </pre>
      </Disclosure>
    </>
  );
}

/** Links open beside the studio, as from a mail program. Only what is shown here has the addition. */
function forViewing(html: string): string {
  return html.replace(/<head>/i, '<head><base target="_blank">');
}

/**
 * A sandboxed email cannot tell its height: guessed in rem from its text at so many characters a
 * line. It can be pulled longer.
 */
function heightOf(text: string, across: number): string {
  const lines = text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / across)), 0);
  return `${Math.min(48, 6 + lines * 1.45)}rem`;
}
