import { notFound } from "@/lib/errors";
import { Prisma, type Tx } from "./client";

/**
 * What can be locked, in lock order: whoever holds something waits only for what comes later, so
 * that no two transactions ever wait for each other. The words are for the person who asked.
 */
const lockable = {
  studio: { table: "Studio", word: "studio" },
  client: { table: "Client", word: "client" },
  contact: { table: "Contact", word: "contact" },
  project: { table: "Project", word: "project" },
  subcontractor: { table: "Subcontractor", word: "subcontractor" },
  assignment: { table: "Assignment", word: "assignment" },
  extra: { table: "Extra", word: "extra" },
  workNote: { table: "WorkNote", word: "workNote" },
  followUp: { table: "FollowUp", word: "followUp" },
  survey: { table: "Survey", word: "survey" },
  testimonial: { table: "Testimonial", word: "testimonial" },
  mailAccount: { table: "MailAccount", word: "account" },
  email: { table: "Email", word: "email" },
  inboundEmail: { table: "InboundEmail", word: "email" },
} as const;

type Name = keyof typeof lockable;
const order = Object.keys(lockable) as Name[];

/** Rows by their ids; a studio and its mail account by `true`, since a freelancer has one of each. */
export type Rows = { studio?: true; mailAccount?: true } & {
  [name in Exclude<Name, "studio" | "mailAccount">]?: string | string[];
};

// What a transaction holds: the place in the order that it has reached, and each row.
const held = new WeakMap<Tx, { reached: number; rows: Set<string> }>();

/**
 * Locks rows of one freelancer's until the transaction ends, in the stated order and within a table by id. A single
 * id that is unknown or somebody else's is refused as not found; of a list those that exist are locked. Throws when
 * the transaction already holds something that comes later: that is a bug, and any test that passes by finds it.
 */
export function lock(tx: Tx, whose: { freelancerId: string }, rows: Rows): Promise<void> {
  return lockRows(tx, whose.freelancerId, rows, Prisma.raw("FOR NO KEY UPDATE"));
}

/** The same for what is only read, and must not change meanwhile. Others may read it too. */
export function lockShared(tx: Tx, whose: { freelancerId: string }, rows: Rows): Promise<void> {
  return lockRows(tx, whose.freelancerId, rows, Prisma.raw("FOR SHARE"));
}

async function lockRows(tx: Tx, freelancerId: string, rows: Rows, mode: Prisma.Sql): Promise<void> {
  for (const [index, name] of order.entries()) {
    const wanted = rows[name];
    if (wanted === undefined) continue;
    const ids = wanted === true ? [freelancerId] : [wanted].flat();
    reach(tx, index, ids);
    const found = await lockTable(tx, freelancerId, name, ids, mode);
    if (!Array.isArray(wanted) && found === 0) throw notFound(lockable[name].word);
  }
}

function lockTable(tx: Tx, freelancerId: string, name: Name, ids: string[], mode: Prisma.Sql) {
  const table = Prisma.raw(`"${lockable[name].table}"`);
  const isOne = name === "studio" || name === "mailAccount";
  const which = isOne ? Prisma.empty : Prisma.sql`AND "id" = ANY(${ids}::uuid[]) ORDER BY "id"`;
  return tx.$executeRaw`
    SELECT 1 FROM ${table} WHERE "freelancerId" = ${freelancerId}::uuid ${which} ${mode}`;
}

/** Writes down how far a transaction has come in the order. */
function reach(tx: Tx, index: number, ids: string[]): void {
  const own = held.get(tx) ?? { reached: 0, rows: new Set<string>() };
  const keys = ids.map((id) => `${index} ${id}`);
  if (index < own.reached && keys.some((key) => !own.rows.has(key)))
    throw new Error(`${order[index]} is locked after ${order[own.reached]}: out of order.`);
  own.reached = Math.max(own.reached, index);
  for (const key of keys) own.rows.add(key);
  held.set(tx, own);
}
