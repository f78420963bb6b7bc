import { randomUUID } from "node:crypto";
import { Button } from "@/document/button";
import { Field } from "@/document/field";
import { Section } from "@/document/section";
import type { Locale } from "@/language/locale";
import { dayIn, type Day } from "@/lib/dates";
import { MOST_BYTES, sizeName } from "@/lib/files";
import type { Assignment } from "./desk-page";

type DeskFilesProps = {
  locale: Locale;
  files: Assignment["files"];
  path: string;
  freelancer: string;
  them: string;
  /** The reader's. */ zone: string;
  today: Day;
  /** Why the last one was not taken. */ problem?: string;
};

/** What both sides sent for an assignment, and the form that sends one more: without script, a plain post. */
export function DeskFiles(props: DeskFilesProps) {
  const { locale, files, path, freelancer, them, zone, today, problem } = props;
  const { t, units, dayAndDistance } = locale;
  return (
    <Section id="files" heading={t("files.heading")}>
      {files.length === 0 ? <p className="mt-2 text-muted">{t("files.none")}</p> : null}
      <ul className="mt-2">
        {files.map((file) => (
          <li key={file.id} className="border-b border-hairline py-1">
            <a
              href={`${path}/files/${file.id}`}
              download
              className="flex min-h-11 items-end pt-2 leading-snug underline [overflow-wrap:anywhere]"
            >
              <bdi dir="ltr">{file.name}</bdi>
            </a>
            <p className="pt-0.5 pb-1.5 text-sm text-muted">
              {sizeName(file.bytes, units)} ·{" "}
              {t("files.from", { name: file.isTheirs ? them : freelancer })} ·{" "}
              {dayAndDistance(dayIn(zone, file.storedAt), today)}
            </p>
          </li>
        ))}
      </ul>
      <form method="post" action={`${path}/files`} encType="multipart/form-data" className="mt-4">
        <input type="hidden" name="formKey" value={randomUUID()} />
        <Field
          id="file"
          label={t("files.sendTo", { name: freelancer })}
          hint={t("files.hint", { size: sizeName(MOST_BYTES, units) })}
          problem={problem}
        >
          {(described) => (
            <input
              {...described}
              name="file"
              type="file"
              required
              className={
                "mt-2 block min-h-11 w-full cursor-pointer rounded border border-edge bg-sheet " +
                "text-base text-muted file:mr-3 file:min-h-11 file:cursor-pointer file:border-0 " +
                "file:border-r file:border-edge file:bg-transparent file:px-4 file:font-medium " +
                "file:text-ink"
              }
            />
          )}
        </Field>
        <Button>{t("files.send")}</Button>
      </form>
    </Section>
  );
}
