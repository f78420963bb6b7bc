import { labelOf, say, type Label } from "@/language/say";
import { cut } from "./cut";

/** A form's values as they were when it was shown, by field. Comes from a browser: untrusted. */
export type Seen = Record<string, unknown>;

/** A field was changed elsewhere and here: nothing is saved until the person has read both. */
export class ChangedMeanwhile extends Error {
  override readonly name = "ChangedMeanwhile";

  constructor(
    /** A sentence for each such field. */
    readonly fields: Record<string, string>,
    /** What counts as seen when the form is sent again. */
    readonly seen: Seen,
  ) {
    super("Something was changed while you were editing.");
  }
}

/**
 * Returns the fields that a form changed, for a row that is held: what it shows unchanged keeps the
 * value the row has now, which may be newer. Throws `ChangedMeanwhile` where a field was changed both
 * here and elsewhere, to different values. A field that was not seen counts as changed.
 */
export function changesIn<T extends object>(
  input: T,
  row: { [Name in keyof T]?: unknown },
  seen: Seen,
  labels: { [Name in keyof T]-?: Label },
): Partial<T> {
  const names = Object.keys(labels) as (keyof T & string)[];
  const changed = names.filter(
    (name) => !(name in seen && isSame(input[name], seen[name])) && !isSame(input[name], row[name]),
  );
  const both = changed.filter((name) => name in seen && !isSame(row[name], seen[name]));
  if (both.length > 0)
    throw new ChangedMeanwhile(
      Object.fromEntries(
        both.map((name) => [name, sentence(labels[name], row[name], input[name])]),
      ),
      { ...seen, ...Object.fromEntries(both.map((name) => [name, row[name]])) },
    );
  return Object.fromEntries(changed.map((name) => [name, input[name]])) as Partial<T>;
}

/** Returns what a form says it was shown with; nothing where it says nothing that can be read. */
export function readSeen(text: unknown): Seen {
  if (typeof text !== "string" || text === "") return {};
  try {
    const seen: unknown = JSON.parse(text);
    return typeof seen === "object" && seen !== null && !Array.isArray(seen) ? { ...seen } : {};
  } catch {
    return {};
  }
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

function sentence(label: Label, theirs: unknown, yours: unknown): string {
  return say("form.changedMeanwhile", {
    label: labelOf(label),
    theirs: quoted(theirs),
    yours: quoted(yours),
  });
}

const MOST = 80;

function quoted(value: unknown): string {
  const text = asText(value);
  return text === "" ? say("form.nothing") : say("form.quoted", { text: cut(text, MOST) });
}

function asText(value: unknown): string {
  if (Array.isArray(value))
    return value.map((one) => (Array.isArray(one) ? one.join("–") : asText(one))).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
