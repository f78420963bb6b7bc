import { CsvError, parse } from "csv-parse/sync";
import { Refusal } from "@/lib/errors";

/** The most bytes and rows in one list. */
export const MOST_LIST_BYTES = 10_000_000;
export const MOST_ROWS = 20_000;
const MOST_COLUMNS = 100;
const SEPARATORS = [",", ";", "\t"] as const;
/** By so many rows the separator is told. */
const LOOKED_AT = 20;

export const TOO_LARGE_LIST =
  "This file is larger than 10 MB, which is more than a list of clients needs. Save it in parts and import each.";

export type ListRow = { /** The line of the file it begins on. */ line: number; cells: string[] };
export type List = { headings: string[]; rows: ListRow[] };

const refused = (message: string) => new Refusal("invalid", message, "file");

/** Returns the table in a file, whatever its encoding and separator. Refuses what is no table, and says what it is. */
export function readList(bytes: Uint8Array): List {
  refuseOtherFiles(bytes);
  const text = decode(bytes);
  refuseOtherTexts(text);
  const rows = parseRows(text, separatorOf(text));
  const [head, ...rest] = rows;
  if (!head || rest.length === 0)
    throw refused("This list has no rows. Its first line should be the headings of the columns.");
  if (head.cells.length > MOST_COLUMNS)
    throw refused(`This list has more than ${MOST_COLUMNS} columns. Please keep those you need.`);
  if (rest.length > MOST_ROWS)
    throw refused(
      `This list has more than ${MOST_ROWS.toLocaleString("en-GB")} rows. Save it in parts and import each.`,
    );
  return { headings: head.cells.map(nameOf), rows: rest };
}

const nameOf = (heading: string, column: number) => heading.trim() || `Column ${column + 1}`;

const startsWith = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;

function refuseOtherFiles(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) throw refused("This file is empty. Please choose another one.");
  if (startsWith(bytes, "PK\u0003\u0004") || startsWith(bytes, "\u00D0\u00CF\u0011\u00E0"))
    throw refused(
      "This is a workbook or a zip file, not a list. In your spreadsheet choose “Save as” or “Download” and then CSV.",
    );
  if (startsWith(bytes, "%PDF-"))
    throw refused("This is a PDF, not a list. Save the table as CSV and choose that file.");
}

function refuseOtherTexts(text: string): void {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (/^<(!doctype|html|head|body|\?xml|script)/.test(start))
    throw refused(
      "This is a web page, not a list: the download may have ended on a sign-in or error page. Download the list again.",
    );
  if (/^[{[]\s*["{[]/.test(start))
    throw refused("This is JSON, not a list. Save the table as CSV and choose that file.");
  if (text.includes("\u0000"))
    throw refused("This file is not text. Save the table as CSV and choose that file.");
}

/** By its mark, else as UTF-8, else as UTF-16 where every other byte is empty, else as Windows writes it. */
function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const empty = emptyHalf(bytes);
  if (empty) return new TextDecoder(empty).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function emptyHalf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const head = bytes.subarray(0, 2_000);
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2]! += 1;
  const most = head.length / 4;
  if (zeros[1]! > most && zeros[0] === 0) return "utf-16le";
  return zeros[0]! > most && zeros[1] === 0 ? "utf-16be" : null;
}

/** The separator that makes the most columns of the first rows, all of them alike. */
function separatorOf(text: string): string {
  const scores = SEPARATORS.map((separator) => {
    try {
      const rows = parseRows(text, separator, LOOKED_AT);
      const widths = rows.map(({ cells }) => cells.length);
      const isEven = widths.every((width) => width === widths[0]);
      return (widths[0] ?? 0) * (isEven ? 1_000 : 1);
    } catch {
      return 0;
    }
  });
  return SEPARATORS[scores.indexOf(Math.max(...scores))]!;
}

type Parsed = { record: string[]; info: { lines: number } };

function parseRows(text: string, delimiter: string, most?: number): ListRow[] {
  try {
    const found: Parsed[] = parse(text, {
      delimiter,
      to: most,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
    });
    let line = 1;
    const rows = found.map(({ record, info }) => {
      const row = { line, cells: record.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, "")) };
      line = info.lines + 1;
      return row;
    });
    return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = "lines" in error && typeof error.lines === "number" ? error.lines : 1;
    throw refused(
      `This list cannot be read from line ${line} on: a quotation mark is opened or closed there that doesn’t belong.`,
    );
  }
}
