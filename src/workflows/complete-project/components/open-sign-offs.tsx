"use client";

import type { StudioWords } from "@/language/studio";
import { useFormAnswer } from "@/ui/form-answer";

type OpenSignOffsProps = {
  openSignOffs: string[];
  canWait: boolean;
  words: StudioWords["completion"]["form"];
};

/** What still waits for the client's word, and that the project needn't wait for it. */
export function OpenSignOffs({ openSignOffs, canWait, words }: OpenSignOffsProps) {
  const { typed } = useFormAnswer();
  return (
    <fieldset className="min-w-0">
      <legend>{words.signOffs}</legend>
      <ul className="list-disc pl-5">
        {openSignOffs.map((title) => (
          <li key={title} className="wrap-anywhere" dir="auto">
            {title}
          </li>
        ))}
      </ul>
      {canWait ? (
        <label className="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            name="atOnce"
            value="yes"
            defaultChecked={typed?.atOnce === "yes"}
            className="size-5 flex-none accent-accent"
          />
          {words.atOnce}
        </label>
      ) : null}
    </fieldset>
  );
}
