"use client";

import { useEffect, useId, useRef, useState } from "react";
import { MOST_WITH_MESSAGE } from "@/features/files/rules";
import { MOST_BYTES, sizeName } from "@/lib/files";
import { fill } from "@/language/plain";
import { buttonVariant } from "@/ui/button";
import { useFormAnswer } from "@/ui/form-answer";
import { sendFile } from "./send-file";
import type { UploadWords } from "./upload-words";

/** What stands for a file that is not stored yet: the action asks to wait for it. */
const STORING = "storing";

type Attached = { key: string; file: File; id?: string; problem?: string };
type Thread = { projectId?: string; clientId?: string };
type AttachProps = { thread: Thread; name: string; words: UploadWords };

/**
 * Chooses files that go with a message. Each is stored at once, and is on the client's page together with the message;
 * until all of them are there the message is not sent.
 */
export function Attach({ thread, name, words }: AttachProps) {
  const fieldId = useId();
  const [all, setAll] = useState<Attached[]>([]);
  const stops = useRef(new Map<string, () => void>());
  // Once the message was sent, the next one begins without files.
  const { done, at } = useFormAnswer();
  const [sentAt, setSentAt] = useState<string>();
  if (done && at !== sentAt) {
    setSentAt(at);
    setAll([]);
  }
  // Leaving the page ends what is on its way.
  useEffect(() => {
    const ends = stops.current;
    return () => ends.forEach((stop) => stop());
  }, []);

  const change = (key: string, facts: Partial<Attached>) =>
    setAll((before) => before.map((one) => (one.key === key ? { ...one, ...facts } : one)));
  const store = ({ key, file }: Attached) => {
    const sending = sendFile(addressOf(thread), { file, formKey: key, words }, () => undefined);
    stops.current.set(key, sending.stop);
    sending.done.then(
      (id) => change(key, { id }),
      (problem: Error) => change(key, { problem: problem.message }),
    );
  };
  const add = (files: FileList | null) => {
    const room = MOST_WITH_MESSAGE - all.length;
    const chosen = Array.from(files ?? [], (file) => ({
      key: crypto.randomUUID(),
      file,
      problem: refusalOf(file, words),
    })).slice(0, room);
    setAll((before) => [...before, ...chosen]);
    chosen.filter(({ problem }) => !problem).forEach(store);
  };
  const remove = ({ key }: Attached) => {
    stops.current.get(key)?.();
    setAll((before) => before.filter((one) => one.key !== key));
  };
  return (
    <div className="grid gap-1.5">
      <input
        type="hidden"
        name={name}
        value={all.flatMap(({ id, problem }) => (problem ? [] : (id ?? STORING))).join(" ")}
      />
      <label htmlFor={fieldId} className="font-medium">
        {words.attach}
      </label>
      <input
        id={fieldId}
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
      <ul aria-live="polite">
        {all.map((one) => (
          <li key={one.key} className="flex flex-wrap items-center gap-x-4 wrap-anywhere">
            <span>
              <bdi dir="ltr">{one.file.name}</bdi>{" "}
              <span className="text-sm text-muted">
                {sizeName(one.file.size, words.units)}
                {one.id || one.problem ? "" : ` · ${words.storing}`}
              </span>
            </span>
            {one.problem ? <span className="text-sm text-red">{one.problem}</span> : null}
            <button
              type="button"
              onClick={() => remove(one)}
              className={buttonVariant("plain")}
              aria-label={fill(words.removeNamed, { name: one.file.name })}
            >
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function addressOf({ projectId, clientId }: Thread): string {
  const place = projectId ? `project=${projectId}` : `client=${clientId}`;
  return `/api/files?${place}&with=message`;
}

/** What the server would refuse is refused before it is sent. */
function refusalOf(file: File, words: UploadWords): string | undefined {
  if (file.size > MOST_BYTES) return words.tooLarge;
  return file.size === 0 ? words.empty : undefined;
}
