"use client";

import type { Preview } from "@/workflows/import-list/preview";
import { FIELD_NAMES } from "./field-names";
import type { ListWords } from "./list-import";

type ColumnsProps = {
  words: ListWords;
  columns: Preview["columns"];
  disabled: boolean;
  /** Told what each column is, "" for one that is left out. */
  onChange: (fields: string[]) => void;
};

/** The columns of a list, each with what it is. */
export function Columns({ words, columns, disabled, onChange }: ColumnsProps) {
  const choose = (at: number, field: string) =>
    onChange(
      columns.map((column, index) => {
        if (index === at) return field;
        // A field that moves to another column leaves the one it was in.
        return column.field === field ? "" : (column.field ?? "");
      }),
    );
  return (
    <table className="w-full max-w-2xl text-left">
      <caption className="mb-2 text-left font-medium">{words.columns}</caption>
      <thead className="text-sm text-muted">
        <tr>
          <th className="py-1 pr-4 font-normal">{words.column}</th>
          <th className="hidden py-1 pr-4 font-normal sm:table-cell">{words.first}</th>
          <th className="py-1 font-normal">{words.is}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ heading, samples, field }, at) => (
          <tr key={`${at} ${heading}`} className="border-t border-hairline align-top">
            <th scope="row" className="py-3 pr-4 font-medium wrap-anywhere">
              {heading}
            </th>
            <td className="hidden py-3 pr-4 text-muted wrap-anywhere sm:table-cell">
              {samples.filter(Boolean).join(" · ")}
            </td>
            <td className="py-1">
              <select
                aria-label={heading}
                value={field ?? ""}
                disabled={disabled}
                onChange={(event) => choose(at, event.target.value)}
                className="min-h-11 w-full min-w-32 rounded-sm border border-edge bg-sheet px-2"
              >
                <option value="">{words.ignored}</option>
                {FIELD_NAMES.map((name) => (
                  <option key={name} value={name}>
                    {words[name]}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
