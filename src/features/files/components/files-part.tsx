import { randomUUID } from "node:crypto";
import { Button } from "@/document/button";
import { Field } from "@/document/field";
import { Section } from "@/document/section";
import type { LinkRow } from "@/features/files/links/queries";
import { hostOf } from "@/features/files/links/rules";
import type { FileRow } from "@/features/files/queries";
import { previewShown } from "@/features/files/previews/rules";
import { MOST_WITH_MESSAGE, versionsOf } from "@/features/files/rules";
import { mayWithdraw } from "@/features/files/withdrawals/rules";
import { MOST_BYTES, sizeName } from "@/lib/files";
import type { Locale } from "@/language/locale";
import { dayIn, type Day } from "@/lib/dates";

type FilesPartProps = {
  locale: Locale;
  files: (FileRow & { isOwn: boolean })[];
  links: LinkRow[];
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
export function FilesField({
  locale: { t, units },
  id = "files-with-message",
}: {
  locale: Locale;
  id?: string;
}) {
  const hint = t("files.withMessageHint", {
    most: MOST_WITH_MESSAGE,
    size: sizeName(MOST_BYTES, units),
  });
  return (
    <Field id={id} label={t("files.withMessage")} hint={hint}>
      {(described) => (
        <input {...described} name="files" type="file" multiple className={CHOOSER} />
      )}
    </Field>
  );
}

/** A file that its reader sent can be removed again for a while. */
function Withdrawal({ file, path, word }: { file: FileRow; path: string; word: string }) {
  return (
    <form method="post" action={`${path}/remove-file`} className="pb-2">
      <input type="hidden" name="fileId" value={file.id} />
      <Button className="">
        {word}
        <span className="sr-only">: {file.name}</span>
      </Button>
    </form>
  );
}

/** What both sides attached to a project, and the form that sends one more: without script, a plain post. */
export function FilesPart({
  locale: { t, units, dayAndDistance },
  files,
  links,
  path,
  freelancer,
  zone,
  today,
  now,
  problem,
}: FilesPartProps) {
  const fileLine = (file: FileRow & { isOwn: boolean }) => (
    <>
      {previewShown(file) ? (
        <img
          {...previewShown(file)}
          src={`${path}/files/${file.id}/preview`}
          alt=""
          loading="lazy"
          className="mt-2 border border-hairline"
        />
      ) : null}
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
        <Withdrawal file={file} path={path} word={t("files.removeOwn")} />
      ) : null}
    </>
  );
  return (
    <Section id="files" heading={t("files.heading")}>
      {files.length + links.length === 0 ? (
        <p className="mt-2 text-muted">{t("files.none")}</p>
      ) : null}
      <ul className="mt-2">
        {links.map((link) => (
          <li key={link.id} className="border-b border-hairline py-1">
            <a
              href={link.url}
              rel="noopener noreferrer nofollow"
              className={
                "flex min-h-11 items-end pt-2 leading-snug underline decoration-edge " +
                "underline-offset-4 [overflow-wrap:anywhere]"
              }
            >
              <bdi>{link.title}</bdi>
            </a>
            <p className="pt-0.5 pb-1.5 text-sm text-muted [overflow-wrap:anywhere]">
              {t("files.link", { host: hostOf(link.url) })} ·{" "}
              {t("files.from", { name: freelancer })} ·{" "}
              {dayAndDistance(dayIn(zone, link.addedAt), today)}
            </p>
          </li>
        ))}
        {versionsOf(files).map(({ newest, earlier }) => (
          <li key={newest.id} className="border-b border-hairline py-1">
            {fileLine(newest)}
            {earlier.length > 0 ? (
              <details>
                <summary className="min-h-11 cursor-pointer py-2.5 text-sm text-muted">
                  {t("files.earlier", { count: earlier.length })}
                </summary>
                <ul className="pl-4">
                  {earlier.map((file) => (
                    <li key={file.id}>{fileLine(file)}</li>
                  ))}
                </ul>
              </details>
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
