import type { Prisma } from "@/db/generated/client";
import type { seal } from "@/lib/tokens";

type Model = Prisma.ModelName;
type Purpose = Parameters<typeof seal>[0];

/** A secret that is made anew by the import: where its hash is, and where it rests encrypted, if it does. */
export type Token = { hash: string; cipher?: string; purpose?: Purpose };

/** What is not moved as it is. A column that is not named here goes along with the value it has. */
export type Moved = {
  /** Columns that rest encrypted: they go out opened, as JSON, under the name they are given here. */
  sealed?: Record<string, { as: string; purpose: Purpose }>;
  /** Secrets: they never go out, and the import makes new ones. */
  tokens?: Token[];
  /** Columns that don't go out, and why. After an import they have the value of a new row. */
  leftOut?: Record<string, string>;
  /** Texts with ids in them, which are replaced by the new ones. */
  withIds?: string[];
  /** Bytes that are no secret. */
  open?: string[];
  /** Of a table whose rows have files in the store: which of the rows have theirs there. */
  files?: string;
};

export type Exception = { notMoved: string };

const lease = "of an attempt to send it, which ends with the process that made it";

/**
 * Every table of the database: what moves with a studio, or why it doesn't. The tables that move are in the order in
 * which their rows can be written. A model that is missing here does not compile; for most tables `{}` is all there is
 * to say.
 */
export const PORTABLE = {
  Studio: {
    leftOut: {
      calendarHash: "a live link",
      calendarCipher: "a live link",
      seededAt: "only the demo has it",
      eraseAt: "asked of the install that it came from",
    },
  },
  Logo: { open: ["bytes"], leftOut: { address: "made anew: it is one install's" } },
  FollowUpSwitch: {},
  OwnText: {},
  ProjectTemplate: {},
  SavedReply: {},
  Wall: {},
  Client: {},
  Contact: {
    tokens: [{ hash: "linkHash", cipher: "linkCipher", purpose: "contact-link" }],
    leftOut: {
      linkMadeAt: "of a link that is made anew",
      calendarHash: "a live link, made when it is asked for",
      calendarCipher: "a live link, made when it is asked for",
      unsubscribeHash: "a live link, made when an email needs it",
      unsubscribeCipher: "a live link, made when an email needs it",
    },
  },
  BusinessFile: {},
  Project: {
    leftOut: {
      formKey: "of a form that was open in a browser",
      completesAt: "a completion that waits: it is decided again",
      completesWith: "a completion that waits: it is decided again",
    },
  },
  ProjectReader: {},
  Deadline: {},
  DeadlineMove: {},
  DeadlineMiss: {},
  CalendarTombstone: {},
  SignOff: {},
  Message: { withIds: ["formKey"] },
  Pledge: {},
  PledgeMove: {},
  Request: { leftOut: { formKey: "of a form that was open in a browser" } },
  RequestReply: {},
  ChecklistItem: {},
  WorkNote: {},
  Extra: {},
  File: {
    files: `("storedAt" IS NOT NULL OR "messageId" IS NOT NULL) AND "removedAt" IS NULL`,
    leftOut: {
      formKey: "of a form that was open in a browser",
      storeKey: "where one install's store has it",
      previewTriedAt: "made anew",
      previewWidth: "made anew",
      previewHeight: "made anew",
    },
  },
  Link: {},
  Subcontractor: {
    tokens: [{ hash: "linkHash", cipher: "linkCipher", purpose: "subcontractor-link" }],
    leftOut: {
      unsubscribeHash: "a live link, made when an email needs it",
      unsubscribeCipher: "a live link, made when an email needs it",
    },
  },
  Assignment: { leftOut: { formKey: "of a form that was open in a browser" } },
  AssignmentDate: {},
  AssignmentDateMove: {},
  AssignmentMessage: { withIds: ["formKey"] },
  AssignmentFile: {
    files: `"storedAt" IS NOT NULL AND "removedAt" IS NULL`,
    leftOut: {
      formKey: "of a form that was open in a browser",
      storeKey: "where one install's store has it",
    },
  },
  AssignmentQuestion: {},
  Email: {
    sealed: {
      wordsCipher: { as: "words", purpose: "email" },
      frozenCipher: { as: "frozen", purpose: "email" },
    },
    leftOut: { leaseToken: lease, leasedUntil: lease },
    withIds: ["dedupeKey"],
  },
  Suppression: {},
  FollowUp: { sealed: { ownCipher: { as: "own", purpose: "follow-up" } } },
  Survey: { tokens: [{ hash: "tokenHash", cipher: "tokenCipher", purpose: "survey-link" }] },
  Answer: {},
  Testimonial: { tokens: [{ hash: "tokenHash" }] },
  Case: {},
  Complaint: {},
  Remedy: {},
  RemedyMiss: {},
  Failure: {},
  FailureNotice: {},
  Goodwill: {},
  QuietCheck: { tokens: [{ hash: "tokenHash" }] },
  LedgerEntry: {},
  InboundEmail: {
    sealed: { wordsCipher: { as: "words", purpose: "inbound-email" } },
    leftOut: { rawKey: "where one install's store has it" },
    open: ["digest"],
  },
  ColumnMatch: {},
  KeptFigure: {},
  Retention: {},
  HistoryEntry: {},

  Erasure: { notMoved: "done again after a restore; what it erased is not in here" },
  ErasedAddress: { notMoved: "marks of people who were erased, under one install's secret" },
  StoreDeletion: { notMoved: "what one install's store has still to delete" },
  User: { notMoved: "who signs in: each install asks for itself" },
  Account: { notMoved: "who signs in: each install asks for itself" },
  Session: { notMoved: "live sessions" },
  AddressChange: { notMoved: "live links, and who signs in" },
  ApiToken: { notMoved: "live secrets of other programs: made anew" },
  WebhookEndpoint: { notMoved: "addresses and live secrets of other programs: entered anew" },
  WebhookDelivery: { notMoved: "what one install sent to other programs" },
  Passkey: { notMoved: "good at one install's address alone" },
  PasskeyChallenge: { notMoved: "of a sign-in that is under way" },
  VerificationToken: { notMoved: "live sign-in links" },
  Invitation: { notMoved: "the install's, not a studio's" },
  RateLimiterFlexible: { notMoved: "counters that protect the install" },
  MailAccount: { notMoved: "keys and secrets of the mail service: entered anew" },
  EmailTurn: { notMoved: "whose turn it is to send, in one install" },
  ReplyAddress: { notMoved: "live secret addresses, made anew with each email" },
  ProviderEvent: { notMoved: "the install's, not a studio's" },
  FigureMonth: { notMoved: "counted anew from the other rows" },
  FigurePeriod: { notMoved: "counted anew from the other rows" },
  FigureState: { notMoved: "counted anew from the other rows" },
  FigureChange: { notMoved: "counted anew from the other rows" },
  StudioDue: { notMoved: "when the worker looks at it next: at once, in another install" },
  Outbox: { notMoved: "the install's, not a studio's" },
  BackupState: { notMoved: "the install's, not a studio's" },
  InboundMailbox: { notMoved: "where answers are read, with its secret: entered anew" },
  InboundArrival: { notMoved: "the install's, not a studio's" },
} as const satisfies Record<Model, Moved | Exception>;

type Portable = typeof PORTABLE;
/** A table that moves with a studio. */
export type TableName = {
  [name in keyof Portable]: Portable[name] extends Exception ? never : name;
}[keyof Portable];

/** The tables that move, in the order in which their rows can be written. */
export const TABLES = Object.entries(PORTABLE)
  .filter(([, how]) => !("notMoved" in how))
  .map(([name]) => name as TableName);

/** The tables whose rows have files in the store. */
export const FILE_TABLES = TABLES.filter((table) => "files" in PORTABLE[table]);

/** How a table is moved. */
export const movedOf = (table: TableName): Moved => PORTABLE[table];

/** A table with its columns that go out, in their order, and the columns that order its rows. */
export type Shape = {
  table: TableName;
  columns: { name: string; type: string }[];
  key: string[];
};

/** The query for the columns and primary keys of every table, by which `shapesOf` knows them. */
export const shapeSql = `
  SELECT c.relname AS "table", a.attname AS "name", format_type(a.atttypid, NULL) AS "type",
    coalesce(a.attnum = ANY(i.indkey), false) AS "isKey"
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
  ORDER BY c.relname, a.attnum`;

/** The query for the last migration that the database has. */
export const schemaSql = `SELECT max(migration_name) AS "schema" FROM "_prisma_migrations"`;

export type ShapeRow = { table: string; name: string; type: string; isKey: boolean };

/** Returns the tables that move, as they are in this database. */
export function shapesOf(rows: ShapeRow[]): Shape[] {
  return TABLES.map((table) => {
    const own = rows.filter((row) => row.table === table);
    const columns = own.filter(({ name, type }) => goesOut(table, name, type));
    return {
      table,
      columns: columns.map(({ name, type }) => ({ name, type })),
      key: own.filter(({ isKey }) => isKey).map(({ name }) => name),
    };
  });
}

/** What is derived is made by the database itself; whose a row is, is said by whoever reads it. */
function goesOut(table: TableName, name: string, type: string): boolean {
  const { leftOut = {}, tokens = [], sealed = {}, open = [] } = movedOf(table);
  if (name === "freelancerId" || type === "tsvector" || name in leftOut) return false;
  if (tokens.some(({ hash, cipher }) => name === hash || name === cipher)) return false;
  if (type === "bytea" && !(name in sealed) && !open.includes(name))
    throw new Error(`${table}.${name} holds bytes: src/db/portable/tables.ts has to say of what.`);
  return true;
}
