import type { ReactNode } from "react";
import { studioLocale } from "@/auth/session";
import { removeFile } from "@/features/subcontractors/actions";
import type { AssignmentFacts } from "@/features/subcontractors/assignments/queries";
import { dayIn } from "@/lib/dates";
import { sizeName } from "@/lib/files";
import { AskFirst } from "@/ui/ask-first";

type FilesProps = {
  assignment: AssignmentFacts;
  zone: string;
  now: Date;
  /** What sends one more. */ children: ReactNode;
};

/** An assignment's files from both sides, newest first. */
export async function StudioFiles({ assignment, zone, now, children }: FilesProps) {
  const { t, units, timeName } = await studioLocale();
  const { files, subcontractor } = assignment;
  const today = dayIn(zone, now);
  return (
    <>
      {files.length === 0 ? <p className="pb-4 text-muted">{t("subcontractors.noFiles")}</p> : null}
      <ul className="-mt-2 mb-4 divide-y divide-hairline">
        {files.map((file) => (
          <li key={file.id} className="flex flex-wrap items-start justify-between gap-x-6 py-2">
            <div className="min-w-0 flex-1 basis-56">
              <a
                href={`/files/assignments/${file.id}`}
                download
                className="inline-flex min-h-11 items-end pt-2 underline underline-offset-4 wrap-anywhere"
              >
                <bdi dir="ltr">{file.name}</bdi>
              </a>
              <p className="pt-0.5 pb-1 text-sm text-muted">
                {sizeName(file.bytes, units)} ·{" "}
                {file.isTheirs ? subcontractor.name : t("subcontractors.you")} ·{" "}
                {timeName(file.storedAt, zone, today)}
              </p>
            </div>
            <AskFirst
              action={removeFile}
              hidden={{ fileId: file.id }}
              about={file.name}
              question={t("subcontractors.removeAsk", { what: file.name })}
              confirm={t("subcontractors.removeDo")}
              busy={t("subcontractors.busy")}
            >
              {t("subcontractors.remove")}
            </AskFirst>
          </li>
        ))}
      </ul>
      {children}
    </>
  );
}
