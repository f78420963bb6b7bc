import { randomUUID } from "node:crypto";
import type { RequestKind } from "@/db/enums";
import { Button } from "@/document/button";
import { Field, ProblemLine, TextField } from "@/document/field";
import type { Locale } from "@/language/locale";
import { shortId } from "@/lib/client-paths";
import { MOST_BYTES, sizeName } from "@/lib/files";

/** What is needed, as far as its form asks. */
export type Needed = { id: string; kind: RequestKind; title: string; options: string[] };
/** Why an answer was not taken as one, and what had been typed. */
export type Problem = { sentence: string; typed?: Record<string, string> };

type AnswerFormProps = { locale: Locale; request: Needed; path: string; problem?: Problem };

/** The form of one request: for a file, some words, or one of the options. Without script a plain post. */
export function AnswerForm({ locale, request, path, problem }: AnswerFormProps) {
  const { t } = locale;
  const { id, kind, title } = request;
  const { sentence, typed = {} } = problem ?? {};
  const key = `r-${shortId(id)}`;
  const isText = kind === "ANSWER";
  return (
    <form
      method="post"
      action={path}
      encType="multipart/form-data"
      aria-label={title}
      className="mt-3 grid gap-4"
    >
      <input type="hidden" name="formKey" value={randomUUID()} />
      <input type="hidden" name="requestId" value={id} />
      {kind === "FILE" ? <FileField locale={locale} id={`${key}-file`} problem={sentence} /> : null}
      {kind === "DECISION" ? (
        <Options
          request={request}
          id={key}
          chosen={typed.option}
          problem={sentence}
          legend={title}
        />
      ) : null}
      <div>
        <TextField
          id={`${key}-text`}
          name="text"
          label={t(isText ? "requests.answer" : "requests.beside")}
          required={isText}
          maxLength={8000}
          defaultValue={typed.text}
          problem={isText ? sentence : undefined}
        />
      </div>
      <div>
        <Button variant="main" className="">
          {t("thread.send")}
        </Button>
      </div>
    </form>
  );
}

type FileFieldProps = { locale: Locale; id: string; problem?: string };

function FileField({ locale: { t, units }, id, problem }: FileFieldProps) {
  const hint = t("requests.fileHint", { size: sizeName(MOST_BYTES, units) });
  return (
    <div>
      <Field id={id} label={t("requests.file")} hint={hint} problem={problem}>
        {(described) => (
          <input
            {...described}
            name="files"
            type="file"
            multiple
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
    </div>
  );
}

type OptionsProps = {
  request: Needed;
  id: string;
  legend: string;
  chosen?: string;
  problem?: string;
};

function Options({ request: { options }, id, legend, chosen, problem }: OptionsProps) {
  return (
    <fieldset aria-describedby={problem ? `${id}-problem` : undefined}>
      <legend className="sr-only">{legend}</legend>
      <ProblemLine id={`${id}-problem`}>{problem}</ProblemLine>
      {options.map((option, index) => (
        <div key={option} className="flex min-h-11 items-center gap-3">
          <input
            type="radio"
            id={`${id}-${index}`}
            name="option"
            value={option}
            defaultChecked={option === chosen}
            required
            className="size-5 flex-none accent-accent"
          />
          <label
            htmlFor={`${id}-${index}`}
            className="flex-1 cursor-pointer py-2 [overflow-wrap:anywhere]"
            dir="auto"
          >
            {option}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
