"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useRef, useState } from "react";
import { MOST_BYTES, sizeName } from "@/lib/files";
import { fill } from "@/language/plain";
import { buttonVariant } from "@/ui/button";
import { sendFile } from "./send-file";
import type { UploadWords } from "./upload-words";

type Sending = {
  key: number;
  formKey: string;
  file: File;
  sent: number;
  problem?: string;
  done?: boolean;
};

type UploadProps = { to: string; formKey: string; words: UploadWords };

/**
 * Sends files to an address of the studio's one after the other, each with its progress, and once more on demand.
 * Under one key each time: of an attempt whose answer got lost the file may be there already.
 */
export function Upload({ to, formKey, words }: UploadProps) {
  const router = useRouter();
  const id = useId();
  const [all, setAll] = useState<Sending[]>([]);
  const next = useRef(1);
  // Kept apart from the props, which are new whenever the page is: a file on its way is not sent again for that.
  const spoken = useRef(words);
  const stop = useRef<(() => void) | undefined>(undefined);
  const change = (key: number, facts: Partial<Sending>) =>
    setAll((before) => before.map((one) => (one.key === key ? { ...one, ...facts } : one)));
  const queued = all.find((one) => !one.done && !one.problem);
  const queuedKey = queued?.key;
  const queuedFile = queued?.file;
  const queuedFormKey = queued?.formKey ?? "";

  useEffect(() => {
    if (queuedKey === undefined || !queuedFile) return;
    const what = { file: queuedFile, formKey: queuedFormKey, words: spoken.current };
    const sending = sendFile(to, what, (sent) => change(queuedKey, { sent }));
    stop.current = sending.stop;
    sending.done.then(
      () => {
        setAll((before) => before.filter((one) => one.key !== queuedKey));
        router.refresh();
      },
      (problem: Error) => change(queuedKey, { problem: problem.message, sent: 0 }),
    );
  }, [queuedKey, queuedFile, queuedFormKey, to, router]);
  // Leaving the page ends what is on its way.
  useEffect(() => () => stop.current?.(), []);

  const add = (files: FileList | null) => {
    // Read now: the list empties itself with its field.
    const chosen = Array.from(files ?? [], (file) => {
      const key = next.current++;
      return { key, formKey: `${formKey} ${key}`, file, sent: 0, problem: refusalOf(file, words) };
    });
    setAll((before) => [...before, ...chosen]);
  };

  return (
    <div className="grid gap-3">
      {all.length > 0 ? (
        <ul className="grid gap-3">
          {all.map((one) => (
            <li key={one.key} className="grid gap-1">
              <p className="wrap-anywhere">
                <bdi dir="ltr">{one.file.name}</bdi>{" "}
                <span className="text-sm text-muted">{sizeName(one.file.size, words.units)}</span>
              </p>
              {one.problem ? (
                <Problem
                  sending={one}
                  words={words}
                  again={() => change(one.key, { problem: undefined })}
                  dismiss={() => setAll((before) => before.filter((other) => other !== one))}
                />
              ) : (
                <progress
                  aria-label={fill(words.sending, { name: one.file.name })}
                  value={one.sent}
                  max={one.file.size}
                  className="h-2 w-full max-w-md accent-accent"
                />
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="grid gap-1.5">
        <label htmlFor={id} className="font-medium">
          {words.add}
        </label>
        <input
          id={id}
          type="file"
          multiple
          onChange={(event) => {
            add(event.target.files);
            event.target.value = "";
          }}
          className={
            "min-h-11 w-full max-w-md cursor-pointer rounded-sm border border-edge bg-sheet " +
            "text-base text-muted file:mr-3 file:min-h-11 file:cursor-pointer file:border-0 " +
            "file:border-r file:border-edge file:bg-transparent file:px-4 file:font-medium " +
            "file:text-ink"
          }
        />
        <p className="text-sm text-muted">{words.most}</p>
      </div>
    </div>
  );
}

function Problem({
  sending,
  words,
  again,
  dismiss,
}: {
  sending: Sending;
  words: UploadWords;
  again: () => void;
  dismiss: () => void;
}) {
  return (
    <>
      <p role="alert" className="text-sm font-medium text-red">
        <span aria-hidden="true">◆ </span>
        {sending.problem}
      </p>
      <div className="flex flex-wrap gap-x-4">
        {refusalOf(sending.file, words) ? null : (
          <button type="button" onClick={again} className={buttonVariant("quiet")}>
            {words.again}
          </button>
        )}
        <button type="button" onClick={dismiss} className={buttonVariant("plain")}>
          {words.cancel}
        </button>
      </div>
    </>
  );
}

/** What the server would refuse is refused before it is sent. */
function refusalOf(file: File, words: UploadWords): string | undefined {
  if (file.size > MOST_BYTES) return words.tooLarge;
  return file.size === 0 ? words.empty : undefined;
}
