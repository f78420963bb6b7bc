import type { SentFile } from "@/features/files/queries";
import { sizeName } from "@/lib/files";

/** The files that a message was sent with. */
export function FilesBelow({ files }: { files: SentFile[] }) {
  return (
    <ul className="mt-1">
      {files.map(({ id, name, bytes }) => (
        <li key={id} className="wrap-anywhere">
          <a
            href={`/files/${id}`}
            download
            className={
              "inline-flex min-h-11 items-center underline decoration-edge underline-offset-4"
            }
          >
            <bdi dir="ltr">{name}</bdi>
          </a>{" "}
          <span className="text-sm text-muted">{sizeName(bytes)}</span>
        </li>
      ))}
    </ul>
  );
}
