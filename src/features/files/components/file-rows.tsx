import { remove } from "@/features/files/actions";
import type { FileRow } from "@/features/files/queries";
import { sizeName } from "@/lib/files";
import { AskFirst } from "@/ui/ask-first";
import { When } from "@/features/studio/components/when";

/** A project's files, newest first, each to be fetched or, once it has been named, removed. */
export function FileRows({ files, zone, now }: { files: FileRow[]; zone: string; now: Date }) {
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
              {sizeName(file.bytes)} · {file.by ? `from ${file.by}` : "from you"} ·{" "}
              <When at={file.storedAt} zone={zone} now={now} />
            </p>
          </div>
          <AskFirst
            action={remove}
            hidden={{ fileId: file.id }}
            about={file.name}
            question={
              <>
                Delete <bdi dir="ltr">{file.name}</bdi> ? It can’t be restored.
              </>
            }
            confirm="Delete file"
            busy="Deleting…"
          >
            Delete
          </AskFirst>
        </li>
      ))}
    </ul>
  );
}
