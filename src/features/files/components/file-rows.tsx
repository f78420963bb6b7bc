import { studioLocale } from "@/auth/session";
import { remove } from "@/features/files/actions";
import type { FileRow } from "@/features/files/queries";
import { sizeName } from "@/lib/files";
import { AskFirst } from "@/ui/ask-first";
import { When } from "@/features/studio/components/when";

type FileRowsProps = { files: FileRow[]; zone: string; now: Date };

/** A project's files, newest first, each to be fetched or, once it has been named, removed. */
export async function FileRows({ files, zone, now }: FileRowsProps) {
  const { t, units } = await studioLocale();
  return (
    <ul className="-mt-2 mb-4 divide-y divide-hairline">
      {files.map((file) => (
        <li key={file.id} className="flex flex-wrap items-start justify-between gap-x-6 py-2">
          <div className="min-w-0 flex-1 basis-56">
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
        </li>
      ))}
    </ul>
  );
}
