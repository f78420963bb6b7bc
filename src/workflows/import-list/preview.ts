import type { Scope } from "@/auth/scope";
import { say } from "@/language/say";
import { findListed, knownOf } from "./queries";
import type { List } from "./reading";
import { missingColumns, planList, type Planned } from "./rules";
import type { Columns, Field } from "./schema";

/** As many lines as are shown of each kind. */
const SHOWN = 20;
const SAMPLES = 3;

export type PreviewLine = {
  line: number;
  name: string;
  contactName: string;
  address: string;
  project: string;
  state: "isNew" | "isPartly";
};

/** What a list would add, as the page shows it. */
export type Preview = {
  columns: { heading: string; samples: string[]; field: Field | null }[];
  /** Why nothing can be imported as it is; null where it can. */
  problem: string | null;
  adds: { clients: number; contacts: number; projects: number };
  lines: PreviewLine[];
  /** Of the lines above that are not shown. */ more: number;
  there: string[];
  moreThere: number;
  wrong: string[];
  moreWrong: number;
};

/** Returns what an import would add, without adding it. */
export async function previewList(
  scope: Scope,
  studio: { zone: string; language: string },
  { list, columns }: { list: List; columns: Columns },
): Promise<Preview> {
  const shown = list.headings.map((heading, at) => ({
    heading,
    samples: list.rows.slice(0, SAMPLES).map(({ cells }) => cells[at] ?? ""),
    field: columns[at] ?? null,
  }));
  if (missingColumns(columns).length > 0)
    return { ...EMPTY, columns: shown, problem: say("importList.needed") };
  const { rows, wrong } = planList(
    list,
    columns,
    knownOf(await findListed(scope, { list, columns })),
    studio,
  );
  const isThere = ({ makes }: Planned) => !makes.client && !makes.contact && !makes.project;
  const [fresh, there] = [rows.filter((row) => !isThere(row)), rows.filter(isThere)];
  const count = (what: keyof Planned["makes"]) => rows.filter(({ makes }) => makes[what]).length;
  return {
    columns: shown,
    problem: wrong.length === 0 && fresh.length === 0 ? say("importList.nothingNew") : null,
    adds: { clients: count("client"), contacts: count("contact"), projects: count("project") },
    lines: fresh.slice(0, SHOWN).map(lineOf),
    more: Math.max(0, fresh.length - SHOWN),
    there: there.slice(0, SHOWN).map(tellOf),
    moreThere: Math.max(0, there.length - SHOWN),
    wrong: wrong
      .slice(0, SHOWN)
      .map(({ line, message }) => say("importList.lineOf", { line, what: message })),
    moreWrong: Math.max(0, wrong.length - SHOWN),
  };
}

const EMPTY: Omit<Preview, "columns" | "problem"> = {
  adds: { clients: 0, contacts: 0, projects: 0 },
  lines: [],
  more: 0,
  there: [],
  moreThere: 0,
  wrong: [],
  moreWrong: 0,
};

function lineOf({ line, name, contactName, address, project, makes }: Planned): PreviewLine {
  const isNew = makes.client && makes.contact && (makes.project || project === undefined);
  const state = isNew ? "isNew" : "isPartly";
  return { line, name, contactName, address, project: project ?? "", state };
}

const tellOf = ({ line, name, contactName, project }: Planned) =>
  say("importList.lineOf", { line, what: [name, contactName, project].filter(Boolean).join(", ") });
