import { LANGUAGES, languageNames } from "@/language/languages";
import { say } from "@/language/say";
import { studioMessages } from "@/language/studio";
import type { List, ListRow } from "./reading";
import { FIELDS, listedRow, type Columns, type Field, type ListedRow } from "./schema";

/** How spreadsheets and address books call each field, beside the product's own words in each language. */
const HEADINGS: Record<Field, RegExp> = {
  client: /^(company|organi[sz]ation|customer|firma|client\/e|société|entreprise|empresa)$/,
  contactName: /^(name|full name|contact name|person|kontakt|nom|nombre|nome)$/,
  address: /^(e-?mail( address| 1 - value)?|courriel|correo)$/,
  zone: /^(timezone)$/,
  language: /^(idioma)$/,
  project: /^(project|projekt|projet|proyecto|projeto) (name|title)$/,
  summary: /^(summary|description|beschreibung|descripción|descrição)$/,
};

const isOf = (field: Field, heading: string) =>
  HEADINGS[field].test(heading) ||
  LANGUAGES.some((one) => headingOf(studioMessages[one].importList[field]) === heading);

/** A heading as it is compared and remembered. */
export const headingOf = (heading: string) => heading.normalize("NFC").trim().toLowerCase();

/** Returns what each column is: as it was matched before, else by its heading. No field is taken twice. */
export function guessColumns(headings: string[], before: Map<string, string>): Columns {
  const taken = new Set<Field>();
  const take = (field: Field | undefined): Field | null => {
    if (!field || taken.has(field)) return null;
    taken.add(field);
    return field;
  };
  return headings.map((heading) => {
    const said = before.get(headingOf(heading));
    if (said !== undefined) return take(FIELDS.find((field) => field === said));
    return take(FIELDS.find((field) => isOf(field, headingOf(heading))));
  });
}

/** Who and what there is already: clients by name, contacts and projects by their client's; and whose data was erased. */
export type Known = {
  clients: Set<string>;
  contacts: Set<string>;
  projects: Set<string>;
  erased: Set<string>;
};

/** As names are compared: without capitals and spare spaces. */
export const alike = (name: string) =>
  name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
export const contactKey = (client: string, address: string) => `${alike(client)}\n${address}`;
export const projectKey = (client: string, title: string) => `${alike(client)}\n${alike(title)}`;

export type Planned = ListedRow & {
  line: number;
  /** What of it is not there yet. */ makes: {
    client: boolean;
    contact: boolean;
    project: boolean;
  };
};
export type Wrong = { line: number; message: string };
export type Plan = { rows: Planned[]; wrong: Wrong[] };

/**
 * Returns what an import of a list would make, row by row: what is there already, here or further up in the list, is
 * not made again. A row that cannot be is named with its line and why.
 */
export function planList(
  list: List,
  columns: Columns,
  known: Known,
  defaults: { zone: string; language: string },
): Plan {
  const seen: Known = {
    clients: new Set(known.clients),
    contacts: new Set(known.contacts),
    projects: new Set(known.projects),
    erased: known.erased,
  };
  const plan: Plan = { rows: [], wrong: [] };
  for (const row of list.rows) {
    const read = listedRow.safeParse(valuesOf(row, columns, defaults));
    const message = read.success ? whyNot(read.data, seen) : read.error.issues[0]!.message;
    if (message !== null) plan.wrong.push({ line: row.line, message });
    else plan.rows.push({ line: row.line, ...read.data!, makes: take(read.data!, seen) });
  }
  return plan;
}

/** Why a row that is complete is not taken: whoever was erased is added again one by one, on purpose. */
const whyNot = ({ name, address }: ListedRow, known: Known): string | null =>
  known.erased.has(address) && !known.contacts.has(contactKey(name, address))
    ? say("importList.erased", { address })
    : null;

/** The addresses of a list. */
export const addressesIn = ({ rows }: List, columns: Columns): string[] =>
  rows.map(({ cells }) => (cells[columns.indexOf("address")] ?? "").trim().toLowerCase());

/** What of a row is new; from then on it is there. */
function take({ name, address, project }: ListedRow, seen: Known): Planned["makes"] {
  const isNew = (set: Set<string>, key: string) => !set.has(key) && Boolean(set.add(key));
  return {
    client: isNew(seen.clients, alike(name)),
    contact: isNew(seen.contacts, contactKey(name, address)),
    project: project !== undefined && isNew(seen.projects, projectKey(name, project)),
  };
}

function valuesOf(
  { cells }: ListRow,
  columns: Columns,
  defaults: { zone: string; language: string },
): Record<string, string> {
  const value = (field: Field) => cells[columns.indexOf(field)]?.trim() ?? "";
  // A person who is their own client has one name.
  const name = value("client") || value("contactName");
  return {
    name,
    contactName: value("contactName") || name,
    address: value("address"),
    zone: value("zone") || defaults.zone,
    language: languageFor(value("language")) || defaults.language,
    project: value("project"),
    summary: value("summary"),
  };
}

/** A language by its tag or its English name; what is neither is left as it is, and refused. */
function languageFor(said: string): string {
  const text = said.toLowerCase();
  return (
    LANGUAGES.find((one) => text === one || text.startsWith(`${one}-`)) ??
    LANGUAGES.find((one) => languageNames[one].toLowerCase().split(" ")[0] === text) ??
    said
  );
}

/** What an import needs a column for. */
export function missingColumns(columns: Columns): Field[] {
  const has = (field: Field) => columns.includes(field);
  return [
    ...(has("client") || has("contactName") ? [] : ["client" as const]),
    ...(has("address") ? [] : ["address" as const]),
  ];
}
