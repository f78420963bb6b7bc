import { randomUUID } from "node:crypto";
import { Button } from "@/document/button";
import { Field } from "@/document/field";
import { Section } from "@/document/section";
import type { FileRow } from "@/features/files/queries";
import { MOST_WITH_MESSAGE } from "@/features/files/rules";
import { mayWithdraw } from "@/features/files/withdrawals/rules";
import { MOST_BYTES, sizeName } from "@/lib/files";
import type { Locale } from "@/language/locale";
import { dayIn, type Day } from "@/lib/dates";

type FilesPartProps = {
  locale: Locale;
  files: (FileRow & { isOwn: boolean })[];
  path: string;
  freelancer: string;
  /** The reader's. */
  zone: string;
  today: Day;
  now: Date;
  /** Why the last one was not taken. */
  problem?: string;
};

const CHOOSER =
  "mt-2 block min-h-11 w-full cursor-pointer rounded border border-edge bg-sheet " +
  "text-base text-muted file:mr-3 file:min-h-11 file:cursor-pointer file:border-0 " +
  "file:border-r file:border-edge file:bg-transparent file:px-4 file:font-medium file:text-ink";

/** Where files are chosen that go with a message: any number up to ten, or none. */
export function FilesField({ locale: { t, units } }: { locale: Locale }) {
  const hint = t("files.withMessageHint", {
    most: MOST_WITH_MESSAGE,
    size: sizeName(MOST_BYTES, units),
  });
  return (
    <Field id="files-with-message" label={t("files.withMessage")} hint={hint}>
      {(described) => (
        <input {...described} name="files" type="file" multiple className={CHOOSER} />
      )}
    </Field>
  );
}

/** What both sides attached to a project, and the form that sends one more: without script, a plain post. */
export function FilesPart({
  locale: { t, units, dayAndDistance },
  files,
  path,
  freelancer,
  zone,
  today,
  now,
  problem,
}: FilesPartProps) {
  return (
    <Section id="files" heading={t("files.heading")}>
      {files.length === 0 ? <p className="mt-2 text-muted">{t("files.none")}</p> : null}
      <ul className="mt-2">
        {files.map((file) => (
          <li key={file.id} className="border-b border-hairline py-1">
            <a
              href={`${path}/files/${file.id}`}
              download
              className={
                "flex min-h-11 items-end pt-2 leading-snug underline decoration-edge " +
                "underline-offset-4 [overflow-wrap:anywhere]"
              }
            >
              <bdi dir="ltr">{file.name}</bdi>
            </a>
            <p className="pt-0.5 pb-1.5 text-sm text-muted tabular-nums">
              {sizeName(file.bytes, units)} · {t("files.from", { name: file.by ?? freelancer })} ·{" "}
              {dayAndDistance(dayIn(zone, file.storedAt), today)}
            </p>
            {file.isOwn && !file.messageId && mayWithdraw(file, now) ? (
              <form method="post" action={`${path}/remove-file`} className="pb-2">
                <input type="hidden" name="fileId" value={file.id} />
                <Button className="">
                  {t("files.removeOwn")}
                  <span className="sr-only">: {file.name}</span>
                </Button>
              </form>
            ) : null}
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
            <input {...described} name="file" type="file" required className={CHOOSER} />
          )}
        </Field>
        <Button>{t("files.send")}</Button>
      </form>
    </Section>
  );
}
