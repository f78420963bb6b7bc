"use client";

import { useId } from "react";

type FileChoiceProps = {
  label: string;
  accept: string;
  disabled?: boolean;
  onChoose: (file: File) => void;
};

/** A field for one file, which is given on at once. */
export function FileChoice({ label, accept, disabled, onChoose }: FileChoiceProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onChoose(file);
          // So that the same file can be chosen again once it was corrected.
          event.target.value = "";
        }}
        className={
          "min-h-11 w-full max-w-md cursor-pointer rounded-sm border border-edge bg-sheet " +
          "text-base text-muted file:mr-3 file:min-h-11 file:cursor-pointer file:border-0 " +
          "file:border-r file:border-edge file:bg-transparent file:px-4 file:font-medium " +
          "file:text-ink"
        }
      />
    </div>
  );
}

/** What went wrong with a file, said aloud. */
export function FileProblem({ children }: { children: string }) {
  return (
    <p role="alert" className="max-w-[72ch] font-medium text-red">
      <span aria-hidden="true">◆ </span>
      {children}
    </p>
  );
}
