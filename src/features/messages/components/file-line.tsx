import type { SentFile } from "@/features/messages/rules";
import type { Locale } from "@/language/locale";
import type { Day } from "@/lib/dates";

type FileLineProps = {
  locale: Locale;
  file: SentFile;
  freelancer: string;
  zone: string;
  today: Day;
};

/** A file among the messages of a client's page. */
export function FileLine({ locale, file, freelancer, zone, today }: FileLineProps) {
  return (
    <li className={`border-l-2 pl-4 ${file.by ? "border-accent" : "border-hairline"}`}>
      <p className="text-sm text-muted">
        <span className="font-semibold text-ink">{file.by ?? freelancer}</span> ·{" "}
        {locale.timeName(file.at, zone, today)}
      </p>
      <FileLink file={file} />
    </li>
  );
}

/** A file to be fetched, below the message it was sent with. */
export function FileLink({ file: { href, name, size } }: { file: SentFile }) {
  return (
    <p className="mt-1 [overflow-wrap:anywhere]">
      <a href={href} download className="underline decoration-edge underline-offset-4">
        <bdi dir="ltr">{name}</bdi>
      </a>{" "}
      <span className="text-sm text-muted">{size}</span>
    </p>
  );
}
