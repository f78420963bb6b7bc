import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { KINDS, type Kind } from "./kinds";
import { listCandidates, type Sought } from "./candidates/queries";
import { findMessages, placeMessages } from "./messages/queries";
import { excerpt, rank, type Found, type Part, type Term } from "./rules";

/** As many of each kind as the page shows of all, and of one alone. */
export const SHOWN = 20;
export const MOST = 100;

export type Result = { id: string; parts: Part[]; at: Date; about: string; href: string };
export type Group = { kind: Kind; results: Result[]; hasMore: boolean };

/**
 * Returns what a freelancer has with all of these words, by kind, the most relevant first: twenty of each kind, or a
 * hundred of one. They are the best of the latest hundred that fit, so that a word that is everywhere costs no more.
 */
export async function findAll(scope: Scope, terms: Term[], only?: Kind): Promise<Group[]> {
  const sought = await prepare(scope, terms);
  const kinds = only ? [only] : KINDS;
  const groups = await Promise.all(kinds.map((kind) => findGroup(scope, kind, sought, only)));
  return groups.filter(({ results }) => results.length > 0);
}

async function findGroup(scope: Scope, kind: Kind, sought: Sought, only?: Kind): Promise<Group> {
  const found = rank(await finders[kind](scope, sought), sought);
  const shown = found.slice(0, only ? MOST : SHOWN);
  const isWhole = shown.length === found.length;
  const placed = kind === "messages" ? await placeMessages(scope, shown) : shown;
  return {
    kind,
    hasMore: !isWhole || (Boolean(only) && found.length === MOST),
    results: placed.map(({ found: text, ...rest }) => ({ ...rest, parts: excerpt(text, sought) })),
  };
}

/** What is looked for, with the languages that the studio's people read and each term's stems in them. */
async function prepare({ freelancerId }: Scope, terms: Term[]): Promise<Sought> {
  const rows = await db().contact.groupBy({ by: ["language"], where: { freelancerId } });
  // What is noted about a client's business is in English, as the studio is.
  const languages = [...new Set(["en", ...rows.map(({ language }) => language)])].toSorted();
  const forms = terms.map((term) => term.join("|"));
  const stems = await db().$queryRaw<{ stems: string[] }[]>`
    SELECT coalesce(array_agg(DISTINCT "stem") FILTER (WHERE "stem" IS NOT NULL), '{}') AS "stems"
    FROM unnest(${forms}::text[]) WITH ORDINALITY AS t("term", "nth")
      CROSS JOIN unnest(${languages}::text[]) AS l("language")
      LEFT JOIN LATERAL unnest(tsvector_to_array(to_tsvector(search_config(l."language"), t."term"))) AS "stem" ON true
    GROUP BY t."nth" ORDER BY t."nth"`;
  return { terms, forms, languages, stems: stems.map((row) => row.stems) };
}

type Finder = (scope: Scope, sought: Sought) => Promise<Found[]>;

const finders: Record<Kind, Finder> = {
  clients: findClients,
  projects: findProjects,
  messages: findMessages,
  emails: findEmails,
  notes: findNotes,
  files: findFiles,
};

/** Clients by their own name, or by a person's there. */
async function findClients(scope: Scope, sought: Sought): Promise<Found[]> {
  const [byName, byPerson] = await Promise.all([
    listCandidates(scope, "client", sought),
    listCandidates(scope, "contact", sought),
  ]);
  const rows = await db().client.findMany({
    where: {
      freelancerId: scope.freelancerId,
      OR: [{ id: { in: byName } }, { contacts: { some: { id: { in: byPerson } } } }],
    },
    select: {
      id: true,
      name: true,
      createdAt: true,
      contacts: { where: { id: { in: byPerson } }, select: { name: true, address: true } },
    },
  });
  return rows.map(({ id, name, createdAt, contacts }) => ({
    id,
    found: [name, ...contacts.map((one) => `${one.name}, ${one.address}`)].join(" · "),
    at: createdAt,
    about: "",
    href: `/clients/${id}`,
  }));
}

async function findProjects(scope: Scope, sought: Sought): Promise<Found[]> {
  const ids = await listCandidates(scope, "project", sought);
  const rows = await db().project.findMany({
    where: { freelancerId: scope.freelancerId, id: { in: ids } },
    select: { id: true, title: true, createdAt: true, client: { select: { name: true } } },
  });
  return rows.map(({ id, title, createdAt, client }) => ({
    id,
    found: title,
    at: createdAt,
    about: client.name,
    href: `/projects/${id}`,
  }));
}

/** Emails that were sent or will be, and those that came in, by their subject and names: their words are encrypted. */
async function findEmails(scope: Scope, sought: Sought): Promise<Found[]> {
  const { freelancerId } = scope;
  const [sent, received] = await Promise.all([
    listCandidates(scope, "email", sought),
    listCandidates(scope, "inboundEmail", sought),
  ]);
  const [emails, inbound] = await Promise.all([
    db().email.findMany({
      where: { freelancerId, id: { in: sent } },
      select: { id: true, subject: true, toName: true, toAddress: true, sendAt: true },
    }),
    db().inboundEmail.findMany({
      where: { freelancerId, id: { in: received } },
      select: { id: true, subject: true, fromName: true, fromAddress: true, receivedAt: true },
    }),
  ]);
  return [
    ...emails.map(({ id, subject, toName, toAddress, sendAt }) => ({
      id,
      found: `${subject} · to ${toName}, ${toAddress}`,
      at: sendAt,
      about: "",
      href: `/emails/${id}`,
    })),
    ...inbound.map(({ id, subject, fromName, fromAddress, receivedAt }) => ({
      id,
      found: `${subject} · from ${[fromName, fromAddress].filter(Boolean).join(", ")}`,
      at: receivedAt,
      about: "",
      href: `/emails/received/${id}`,
    })),
  ];
}

/** Work notes, and what is noted about a client's business. */
async function findNotes(scope: Scope, sought: Sought): Promise<Found[]> {
  const { freelancerId } = scope;
  const [notes, files] = await Promise.all([
    listCandidates(scope, "workNote", sought),
    listCandidates(scope, "businessFile", sought),
  ]);
  const [work, business] = await Promise.all([
    db().workNote.findMany({
      where: { freelancerId, id: { in: notes } },
      select: {
        id: true,
        text: true,
        createdAt: true,
        project: { select: { id: true, title: true } },
      },
    }),
    db().businessFile.findMany({
      where: { freelancerId, clientId: { in: files } },
      select: {
        clientId: true,
        sells: true,
        toWhom: true,
        words: true,
        dates: true,
        cannot: true,
        savedAt: true,
        client: { select: { name: true } },
      },
    }),
  ]);
  return [
    ...work.map(({ id, text, createdAt, project }) => ({
      id,
      found: text,
      at: createdAt,
      about: project.title,
      href: `/projects/${project.id}#work`,
    })),
    ...business.map(({ clientId, savedAt, client, ...texts }) => ({
      id: clientId,
      found: Object.values(texts).filter(Boolean).join(" · "),
      at: savedAt,
      about: client.name,
      href: `/clients/${clientId}#business`,
    })),
  ];
}

async function findFiles(scope: Scope, sought: Sought): Promise<Found[]> {
  const ids = await listCandidates(scope, "file", sought);
  const rows = await db().file.findMany({
    where: {
      freelancerId: scope.freelancerId,
      id: { in: ids },
      storedAt: { not: null },
      removedAt: null,
    },
    select: {
      id: true,
      name: true,
      startedAt: true,
      project: { select: { id: true, title: true } },
      client: { select: { id: true, name: true } },
    },
  });
  return rows.map(({ id, name, startedAt, project, client }) => ({
    id,
    found: name,
    at: startedAt,
    about: project?.title ?? client?.name ?? "",
    href: project ? `/projects/${project.id}#files` : `/clients/${client?.id}#write`,
  }));
}

/** Returns whether the database ignores accents and finds parts of names: whether both extensions are in use. */
export async function hasExtensions(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ has: boolean }[]>`
    SELECT search_unaccent('é') = 'e' AND to_regclass('"Client_search_parts_idx"') IS NOT NULL AS "has"`;
  return row!.has;
}
