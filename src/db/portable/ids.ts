import { createHmac } from "node:crypto";

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
/** What of an id stays: the time in it, by which rows are ordered, and the count within that time. */
const KEPT = 24;

/** What gives each id of an archive its new one: the same for the same id, and another at each import. */
export type NewIds = { of: (id: string) => string; within: (text: string) => string };

/** Returns new ids under a key of the import's own. The studio's old owner becomes the new one. */
export function newIds(key: Uint8Array, owner: { before: string; now: string }): NewIds {
  const of = (id: string) =>
    id === owner.before
      ? owner.now
      : id.slice(0, KEPT) + createHmac("sha256", key).update(id).digest("hex").slice(0, 12);
  return { of, within: (text) => text.replace(UUID, of) };
}
