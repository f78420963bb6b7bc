import { accentIn, groundIn } from "@/lib/colours";
import { links } from "@/lib/links";
import { logoShown, type Look } from "@/lib/look";
import type { Words } from "./words";

const ink = "#1C1A17";
const muted = "#6B655B";
const body = {
  margin: 0,
  padding: "32px 20px",
  background: "#FBF9F4",
  color: ink,
  fontFamily: "Georgia, 'Times New Roman', serif",
  fontSize: "17px",
  lineHeight: "1.55",
};
const sheet = { maxWidth: "560px", margin: "0 auto" };
const paragraph = {
  margin: "0 0 16px",
  whiteSpace: "pre-line" as const,
  overflowWrap: "anywhere" as const,
};
const OWN_ACCENT = "#1F6B4F";
const address = {
  color: muted,
  fontSize: "13px",
  fontWeight: 400,
  overflowWrap: "anywhere" as const,
  wordBreak: "break-all" as const,
};
const small = {
  margin: "28px 0 0",
  paddingTop: "14px",
  borderTop: "1px solid #E4DFD5",
  color: muted,
  fontSize: "14px",
};

/** Returns the text half of an email. It says the same as the HTML half. */
export function emailText(words: Words): string {
  const parts = [words.greeting, ...words.paragraphs];
  if (words.link) parts.push(`${words.link.sentence}:\n${words.link.url}`);
  parts.push(words.closing ? `${words.closing}\n${words.signature}` : words.signature);
  const small = [
    words.footnote,
    words.unsubscribe ? `${words.unsubscribe.sentence}: ${words.unsubscribe.url}` : undefined,
  ].filter(Boolean);
  if (small.length > 0) parts.push(`-- \n${small.join("\n")}`);
  return `${parts.join("\n\n")}\n`;
}

type EmailLayoutProps = { subject: string; words: Words; look?: Look | null };

/** The HTML half of an email. Inline styles only, because mail programs read no others. */
export function EmailLayout({ subject, words, look }: EmailLayoutProps) {
  const color = look?.accent ? accentIn("light", look.accent) : OWN_ACCENT;
  return (
    <html lang={words.lang ?? "en-GB"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <title>{subject}</title>
      </head>
      <body style={body}>
        <div style={sheet}>
          {look ? <Logo look={look} /> : null}
          <p style={paragraph}>{words.greeting}</p>
          {words.paragraphs.map((text, index) => (
            <p key={index} style={paragraph}>
              {text}
            </p>
          ))}
          {words.link ? (
            <p style={paragraph}>
              <a href={words.link.url} style={{ color, fontWeight: 600 }}>
                {words.link.sentence}
              </a>
              <Address>{words.link.url}</Address>
            </p>
          ) : null}
          <p style={{ ...paragraph, margin: 0 }}>
            {words.closing ? (
              <>
                {words.closing}
                <br />
              </>
            ) : null}
            {words.signature}
          </p>
          {words.footnote || words.unsubscribe ? (
            <p style={small}>
              {words.footnote}
              {words.footnote && words.unsubscribe ? <br /> : null}
              {words.unsubscribe ? (
                <>
                  <a href={words.unsubscribe.url} style={{ color: muted }}>
                    {words.unsubscribe.sentence}
                  </a>
                  <Address>{words.unsubscribe.url}</Address>
                </>
              ) : null}
            </p>
          ) : null}
        </div>
      </body>
    </html>
  );
}

/** Where a link leads, as text below it: some mail programs take the address out of a link. */
function Address({ children }: { children: string }) {
  return (
    <>
      <br />
      <span style={address}>{children}</span>
    </>
  );
}

/** The studio's logo, with its name for whoever sees no pictures: the email is whole without it. */
function Logo({ look: { name, logo } }: { look: Look }) {
  if (!logo) return null;
  const { src, ...size } = logoShown(logo);
  // Where a mail program turns the page dark, a dark logo has light behind it; a light one has dark behind it in any.
  const behind = logo.ground && groundIn(logo.ground === "LIGHT" ? "light" : "dark");
  const plate = behind ? { background: behind, padding: "6px" } : {};
  return (
    <p style={{ margin: "0 0 24px" }}>
      <img
        {...size}
        src={links.page(src)}
        alt={name}
        style={{ display: "inline-block", border: 0, color: muted, fontSize: "14px", ...plate }}
      />
    </p>
  );
}
