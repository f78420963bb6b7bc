import type { FileRow } from "@/features/files/queries";
import { MOST_BYTES, sizeName } from "@/features/files/rules";
import type { Locale } from "@/language/locale";
import { dayIn } from "@/lib/dates";

type FilesPartProps = {
  locale: Locale;
  files: FileRow[];
  path: string;
  freelancer: string;
  zone: string;
  today: string;
  /** Why the last one was not taken. */ problem?: string;
};

/** What both sides attached to a project, and the form that sends one more: without script, a plain post. */
export function FilesPart({
  locale: { t, units, dayAndDistance },
  files,
  path,
  freelancer,
  zone,
  today,
  problem,
}: FilesPartProps) {
  return (
    <section className="mt-12" aria-labelledby="files">
      <h2 id="files" className="font-serif text-xl">
        {t("files.heading")}
      </h2>
      {files.length === 0 ? <p className="mt-2 text-muted">{t("files.none")}</p> : null}
      <ul className="mt-2">
        {files.map((file) => (
          <li key={file.id} className="border-b border-hairline py-1">
            <a
              href={`${path}/files/${file.id}`}
              download
              className="flex min-h-11 items-end pt-2 leading-snug underline decoration-hairline underline-offset-4 [overflow-wrap:anywhere]"
            >
              <bdi dir="ltr">{file.name}</bdi>
            </a>
            <p className="pt-0.5 pb-1.5 text-sm text-muted">
              {sizeName(file.bytes, units)} · {t("files.from", { name: file.by ?? freelancer })} ·{" "}
              {dayAndDistance(dayIn(zone, file.storedAt), today)}
            </p>
          </li>
        ))}
      </ul>
      <form method="post" action={`${path}/files`} encType="multipart/form-data" className="mt-4">
        <label htmlFor="file" className="block font-medium">
          {t("files.sendTo", { name: freelancer })}
        </label>
        <p id="file-hint" className="text-sm text-muted">
          {t("files.hint", { size: sizeName(MOST_BYTES, units) })}
        </p>
        {problem ? (
          <p id="file-problem" role="alert" className="mt-1 font-medium text-red">
            ▲ {problem}
          </p>
        ) : null}
        <input
          id="file"
          name="file"
          type="file"
          required
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? "file-hint file-problem" : "file-hint"}
          className="mt-2 block min-h-11 w-full cursor-pointer rounded border border-edge bg-sheet text-base text-muted file:mr-3 file:min-h-11 file:cursor-pointer file:border-0 file:border-r file:border-edge file:bg-transparent file:px-4 file:font-medium file:text-ink"
        />
        <button
          type="submit"
          className="mt-3 min-h-11 cursor-pointer rounded border border-edge px-5 font-semibold hover:border-ink"
        >
          {t("files.send")}
        </button>
      </form>
    </section>
  );
}
