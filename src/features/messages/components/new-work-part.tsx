import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { Button } from "@/document/button";
import { TextField } from "@/document/field";
import type { Locale } from "@/language/locale";

type NewWorkPartProps = {
  locale: Locale;
  path: string;
  /** Where files are chosen that go with it. */
  fileField: ReactNode;
  /** Why the last one was not taken, and what had been typed. */
  problem?: { sentence: string; text?: string };
};

const SUMMARY =
  "inline-flex min-h-11 cursor-pointer items-center rounded border border-edge px-5 " +
  "font-semibold hover:border-ink";

/** The form by which the client asks for something new: closed at first, also without script. */
export function NewWorkPart({ locale: { t }, path, fileField, problem }: NewWorkPartProps) {
  return (
    <details id="new-work" className="mt-10 print:hidden" open={problem ? true : undefined}>
      <summary className={SUMMARY}>{t("newWork.ask")}</summary>
      <form method="post" action={`${path}/new`} encType="multipart/form-data" className="mt-4">
        <input type="hidden" name="formKey" value={randomUUID()} />
        <TextField
          id="new-work-text"
          name="text"
          label={t("newWork.what")}
          hint={t("newWork.hint")}
          required
          maxLength={8000}
          defaultValue={problem?.text}
          problem={problem?.sentence}
        />
        {fileField}
        <Button>{t("newWork.send")}</Button>
      </form>
    </details>
  );
}
