import { CsvError, parse } from "csv-parse/sync";
import { say, type Say } from "@/language/say";
import { Refusal } from "@/lib/errors";

/** The most bytes and rows in one list. */
export const MOST_LIST_BYTES = 10_000_000;
export const MOST_ROWS = 20_000;
const MOST_COLUMNS = 100;
const SEPARATORS = [",", ";", "\t"] as const;
/** By so many rows the separator is told. */
const LOOKED_AT = 20;

export type ListRow = { /** The line of the file it begins on. */ line: number; cells: string[] };
export type List = { headings: string[]; rows: ListRow[] };

const refused = (...sentence: Parameters<Say>) => new Refusal("invalid", say(...sentence), "file");

/** Returns the table in a file, whatever its encoding and separator. Refuses what is no table, and says what it is. */
export function readList(bytes: Uint8Array): List {
  refuseOtherFiles(bytes);
  const text = decode(bytes);
  refuseOtherTexts(text);
  const rows = parseRows(text, separatorOf(text));
  const [head, ...rest] = rows;
  if (!head || rest.length === 0) throw refused("importList.noRows");
  if (head.cells.length > MOST_COLUMNS)
    throw refused("importList.manyColumns", { most: MOST_COLUMNS });
  if (rest.length > MOST_ROWS) throw refused("importList.manyRows", { most: MOST_ROWS });
  return { headings: head.cells.map(nameOf), rows: rest };
}

const nameOf = (heading: string, column: number) =>
  heading.trim() || say("importList.unnamed", { number: column + 1 });

const startsWith = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;

function refuseOtherFiles(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) throw refused("importList.empty");
  if (startsWith(bytes, "PK\u0003\u0004") || startsWith(bytes, "\u00D0\u00CF\u0011\u00E0"))
    throw refused("importList.workbook");
  if (startsWith(bytes, "%PDF-")) throw refused("importList.pdf");
}

function refuseOtherTexts(text: string): void {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (/^<(!doctype|html|head|body|\?xml|script)/.test(start)) throw refused("importList.webPage");
  if (/^[{[]\s*["{[]/.test(start)) throw refused("importList.json");
  if (text.includes("\u0000")) throw refused("importList.notText");
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

/** What a list that goes out puts before what a spreadsheet would take for a formula. */
const GUARDED = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/;

type Parsed = { record: string[]; info: { lines: number } };

function parseRows(text: string, delimiter: string, most?: number): ListRow[] {
  try {
    const found = parse(text, {
      delimiter,
      to: most,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
    }) as unknown as Parsed[];
    let line = 1;
    const rows = found.map(({ record, info }) => {
      const row = { line, cells: record.map((cell) => cell.replace(GUARDED, "")) };
      line = info.lines + 1;
      return row;
    });
    return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = "lines" in error && typeof error.lines === "number" ? error.lines : 1;
    throw refused("importList.quote", { line });
  }
}
