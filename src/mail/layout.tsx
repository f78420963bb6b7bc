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
const link = { color: "#1F6B4F", fontWeight: 600 };
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

/** The HTML half of an email. Inline styles only, because mail programs read no others. */
export function EmailLayout({ subject, words }: { subject: string; words: Words }) {
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
          <p style={paragraph}>{words.greeting}</p>
          {words.paragraphs.map((text, index) => (
            <p key={index} style={paragraph}>
              {text}
            </p>
          ))}
          {words.link ? (
            <p style={paragraph}>
              <a href={words.link.url} style={link}>
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
