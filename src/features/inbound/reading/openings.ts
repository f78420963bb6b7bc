import { attributionAt, libraryOf } from "./attribution";
import { ADDRESS, DATE, isBlank, isMarked, type Line, nextFull, TIME } from "./line";
import { FORWARDED, fieldIn, SEPARATOR } from "./quote-words";

/** "---- Some words ----": what it announces must look like an email. */
const DIVIDER = /^\s*[-–—‐]{3,}\s?[^\s-].{1,90}[^\s-]\s?[-–—‐]{3,}\s*$/u;

const MOST_HEADERS = 40;

/** Finds where quotes begin in one text. */
export function openingsOf(lines: Line[]) {
  const knownToLibrary = libraryOf();
  /** Returns the last line of what announces a quote at this line, or null. */
  return (at: number): number | null => {
    const line = lines[at];
    if (!line || isBlank(line)) return null;
    return (
      separatorAt(lines, at) ??
      headersAt(lines, at) ??
      notesAt(lines, at) ??
      attributionAt(lines, at, knownToLibrary)
    );
  };
}

/** "-----Original Message-----", and "Begin forwarded message:" with its headers below. */
function separatorAt(lines: Line[], at: number): number | null {
  const text = lines[at]!.text;
  if (text.length > 120) return null;
  const next = nextFull(lines, at + 1);
  if (SEPARATOR.test(text)) return headersAt(lines, next, true) ?? at;
  const isLoose = FORWARDED.test(text.trim()) || DIVIDER.test(text);
  if (!isLoose) return null;
  if (isMarked(lines[next]) && FORWARDED.test(text.trim())) return at;
  return headersAt(lines, next, true);
}

/** "From: … Sent: … To: … Subject: …", in any order and language. */
function headersAt(lines: Line[], at: number, isAnnounced = false): number | null {
  if (!lines[at] || !fieldIn(lines[at].text)) return null;
  const { fields, last } = fieldsFrom(lines, at);
  const from = fields.get("from");
  if (from === undefined) return null;
  if (isAnnounced) return fields.size > 1 && hasProof(from, fields) ? last : null;
  return fields.size > 2 && isOfAnEmail(from, fields) ? last : null;
}

type Fields = Map<string, string>;
const dateIn = (fields: Fields) => fields.get("sent") ?? fields.get("date") ?? "";

const hasProof = (from: string, fields: Fields) =>
  ADDRESS.test(from) || DATE.test(dateIn(fields)) || fields.size > 2;

/** People type "From: Lyon, To: Paris, Date: Friday" too: without an address it must be "Sent". */
function isOfAnEmail(from: string, fields: Fields): boolean {
  if (!ADDRESS.test(from)) {
    const sent = fields.get("sent") ?? "";
    return DATE.test(sent) && TIME.test(sent);
  }
  if (DATE.test(dateIn(fields))) return true;
  return ADDRESS.test(fields.get("to") ?? "") && fields.has("subject");
}

/** The fields from one line on; a long one goes on in the lines below it. */
function fieldsFrom(lines: Line[], at: number) {
  const fields: Fields = new Map();
  let last = at;
  const end = Math.min(lines.length, at + MOST_HEADERS);
  for (let next = at; next < end && next <= last + 3; next += 1) {
    if (isBlank(lines[next]) && isBlank(lines[next + 1])) break;
    const found = fieldIn(lines[next]!.text);
    if (!found) continue;
    if (found.field !== "cc" && fields.has(found.field)) break;
    fields.set(found.field, found.value || (lines[next + 1]?.text ?? ""));
    last = next;
  }
  return { fields, last };
}

/** Lotus Notes: the writer, the time, and then "To: … cc: … Subject: …". */
function notesAt(lines: Line[], at: number): number | null {
  const next = lines.slice(at, at + 3).map(({ text }) => text);
  const to = next.findIndex((text) => fieldIn(text)?.field === "to");
  if (to < 1 || !isNotesHead(next.slice(0, to))) return null;
  const { fields, last } = fieldsFrom(lines, at + to);
  return fields.has("cc") && fields.has("subject") ? last : null;
}

/** "Ana Silva on 11/20/2026 10:12 AM", in one line or with the time in the second. */
function isNotesHead([first = "", second]: string[]): boolean {
  if (!first.trim() || fieldIn(first)) return false;
  const time = second ?? first;
  if (second !== undefined && !/^[\d\s/.:,apm-]+$/i.test(second)) return false;
  return DATE.test(time) && TIME.test(time);
}
