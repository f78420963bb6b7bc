import type { NewIds } from "@/db/portable/ids";
import { movedOf, type Shape, type Token } from "@/db/portable/tables";
import { hashToken, newToken, seal } from "@/lib/tokens";
import type { Row } from "./rules";

/** Bytes as PostgreSQL reads them in JSON. */
const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString("hex")}`;

/**
 * Returns a row of an archive as it is written: with new ids, new secrets, and encrypted again what rests encrypted.
 * The text of an email that was sent stays as it was, its old links too.
 */
export function rowOf({ table, columns }: Shape, row: Row, ids: NewIds): Row {
  const { sealed = {}, tokens = [], withIds = [] } = movedOf(table);
  const made = columns
    .filter(({ name }) => (sealed[name]?.as ?? name) in row)
    .map(({ name, type }): [string, unknown] => {
      const how = sealed[name];
      const value = row[how?.as ?? name] ?? null;
      if (value === null) return [name, null];
      if (how) {
        const text = JSON.stringify(value);
        return [name, hex(seal(how.purpose, how.as === "frozen" ? text : ids.within(text)))];
      }
      if (type === "jsonb") return [name, JSON.parse(ids.within(JSON.stringify(value)))];
      const hasIds = type === "uuid" || withIds.includes(name);
      return [name, hasIds && typeof value === "string" ? ids.within(value) : value];
    });
  return Object.fromEntries([...made, ...tokens.flatMap(newSecret)]);
}

/** A secret nobody has been given yet: the freelancer sends the new link. */
function newSecret({ hash, cipher, purpose }: Token): [string, string][] {
  const token = newToken();
  return [
    [hash, hex(hashToken(token))],
    ...(cipher && purpose ? [[cipher, hex(seal(purpose, token))] satisfies [string, string]] : []),
  ];
}
