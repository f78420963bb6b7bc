import type { CSSProperties } from "react";
import type { LetterWhole } from "@/features/letters/queries";
import { Fold } from "@/ui/page";
import { FateOfLetter } from "./fate";

/** A letter exactly as it left, or as it would leave now: headers, HTML, plain text. */
export function LetterSheet({
  letter,
  zone,
  now,
}: {
  letter: LetterWhole;
  zone: string;
  now: Date;
}) {
  const { from, to, replyTo, text, html } = letter.frozen;
  const headers = [["From", from], ["To", to], ...(replyTo ? [["Replies to", replyTo]] : [])];
  const heights = {
    "--on-a-phone": heightOf(text, 36),
    "--on-a-desk": heightOf(text, 66),
  } as CSSProperties;
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {headers.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
        <dt className="text-muted">Fate</dt>
        <dd>
          <FateOfLetter letter={letter} zone={zone} now={now} />
          {letter.lastError &&
          (letter.needsReviewAt || letter.bouncedAt || letter.complainedAt || letter.skippedAt) ? (
            <p className="text-sm text-red wrap-anywhere">{letter.lastError}</p>
          ) : null}
        </dd>
      </dl>
      <iframe
        title="The letter"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcDoc={forViewing(html)}
        style={heights}
        className="h-(--on-a-phone) w-full sm:h-(--on-a-desk) resize-y rounded-sm border border-hairline bg-[#fbf9f4] scheme-light"
      />
      <Fold title="Plain text">
        <pre className="max-w-[72ch] font-sans text-[0.9375rem] whitespace-pre-wrap wrap-anywhere">
          {text}
        </pre>
      </Fold>
    </div>
  );
}

/** Links open beside the studio, as from a mail program. Only what is shown here has the addition. */
function forViewing(html: string): string {
  return html.replace(/<head>/i, '<head><base target="_blank">');
}

/** A sandboxed letter cannot tell its height: guessed in rem from its text at so many characters a line. It can be pulled longer. */
function heightOf(text: string, across: number): string {
  const lines = text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / across)), 0);
  return `${Math.min(48, 6 + lines * 1.45)}rem`;
}
