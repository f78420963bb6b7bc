import { studioLocale } from "@/auth/session";
import { remove } from "@/features/files/actions";
import type { FileRow } from "@/features/files/queries";
import { sizeName } from "@/lib/files";
import { previewShown } from "@/features/files/previews/rules";
import { versionsOf } from "@/features/files/rules";
import { AskFirst } from "@/ui/ask-first";
import { Disclosure } from "@/ui/page";
import { When } from "@/features/studio/components/when";

type FileRowsProps = { files: FileRow[]; zone: string; now: Date };

/** A project's files, newest first, each to be fetched or, once it has been named, removed; those of one name together. */
export async function FileRows({ files, zone, now }: FileRowsProps) {
  const { t } = await studioLocale();
  return (
    <ul className="-mt-2 mb-4 divide-y divide-hairline">
      {versionsOf(files).map(({ newest, earlier }) => (
        <li key={newest.id} className="py-2">
          <FileLine file={newest} zone={zone} now={now} />
          {earlier.length > 0 ? (
            <Disclosure title={t("files.earlier", { count: earlier.length })} about={newest.name}>
              <ul className="pl-4">
                {earlier.map((file) => (
                  <li key={file.id} className="py-2">
                    <FileLine file={file} zone={zone} now={now} />
                  </li>
                ))}
              </ul>
            </Disclosure>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

type FileLineProps = { file: FileRow; zone: string; now: Date };

async function FileLine({ file, zone, now }: FileLineProps) {
  const { t, units } = await studioLocale();
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6">
      <div className="min-w-0 flex-1 basis-56">
        {previewShown(file) ? (
          <img
            {...previewShown(file)}
            src={`/files/${file.id}/preview`}
            alt=""
            loading="lazy"
            className="mt-1 border border-hairline"
          />
        ) : null}
        <a
          href={`/files/${file.id}`}
          download
          className={
            "inline-flex min-h-11 items-end pt-2 leading-snug underline decoration-edge " +
            "underline-offset-4 wrap-anywhere hover:decoration-ink"
          }
        >
          <bdi dir="ltr">{file.name}</bdi>
        </a>
        <p className="pt-0.5 pb-1 text-sm text-muted">
          {sizeName(file.bytes, units)} ·{" "}
          {file.by ? t("deadlines.from", { name: file.by }) : t("deadlines.fromYou")} ·{" "}
          <When at={file.storedAt} zone={zone} now={now} />
        </p>
      </div>
      <AskFirst
        action={remove}
        hidden={{ fileId: file.id }}
        about={file.name}
        question={
          <>
            {t.rich("files.deleteQuestion", {
              name: () => <bdi dir="ltr">{file.name}</bdi>,
            })}
          </>
        }
        confirm={t("files.deleteIt")}
        busy={t("buttons.deleting")}
      >
        {t("buttons.delete")}
      </AskFirst>
    </div>
  );
}
