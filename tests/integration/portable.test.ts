import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { movedOf, PORTABLE, shapeSql, shapesOf, TABLES, type ShapeRow } from "@/db/portable/tables";

const readColumns = () => db().$queryRawUnsafe<ShapeRow[]>(shapeSql);
const unsaid = (columns: ShapeRow[]) =>
  [...new Set(columns.map(({ table }) => table))].filter(
    (table) => table !== "_prisma_migrations" && !(table in PORTABLE),
  );

/** What the name of a column that holds a secret looks like. */
const SECRET = /hash|cipher|token|secret|key/i;

describe("what moves with a studio", () => {
  test("is said of every table", async () => {
    expect(unsaid(await readColumns())).toEqual([]);
  });

  test("is not said of a table that is new", async () => {
    // Each test file has a database of its own.
    await db().$executeRaw`CREATE TABLE "Forgotten" ("id" uuid PRIMARY KEY, "freelancerId" uuid)`;
    try {
      expect(unsaid(await readColumns())).toEqual(["Forgotten"]);
    } finally {
      await db().$executeRaw`DROP TABLE "Forgotten"`;
    }
  });

  test("is said of every column that may hold a secret", async () => {
    const columns = await readColumns();
    const going = shapesOf(columns).flatMap(({ table, columns: own }) => {
      const { sealed = {}, withIds = [] } = movedOf(table);
      return own
        .filter(({ name }) => SECRET.test(name) && !(name in sealed) && !withIds.includes(name))
        .map(({ name }) => `${table}.${name}`);
    });
    expect(going).toEqual([]);
    // The control: there are such columns, and they stay.
    expect(columns.filter(({ name }) => name === "linkHash").length).toBeGreaterThan(0);
  });

  test("names only columns that there are", async () => {
    const columns = await readColumns();
    const named = TABLES.flatMap((table) => {
      const { sealed = {}, tokens = [], leftOut = {}, withIds = [], open = [] } = movedOf(table);
      const secrets = tokens.flatMap(({ hash, cipher }) => [hash, ...(cipher ? [cipher] : [])]);
      return [...Object.keys(sealed), ...secrets, ...Object.keys(leftOut), ...withIds, ...open].map(
        (name) => ({ table, name }),
      );
    });
    const isThere = ({ table, name }: { table: string; name: string }) =>
      columns.some((column) => column.table === table && column.name === name);
    expect(named.filter((one) => !isThere(one))).toEqual([]);
  });

  test("is written parents first", async () => {
    const keys = await db().$queryRaw<{ child: string; parent: string }[]>`
      SELECT conrelid::regclass::text AS "child", confrelid::regclass::text AS "parent"
      FROM pg_constraint WHERE contype = 'f'`;
    const place = (name: string) => TABLES.indexOf(name.replaceAll('"', "") as never);
    const wrong = keys.filter(
      ({ child, parent }) => place(child) >= 0 && place(parent) > place(child),
    );
    expect(wrong).toEqual([]);
    expect(keys.length).toBeGreaterThan(50);
  });

  test("bytes that nobody has spoken of stop an export", () => {
    const column = { table: "Client", name: "fingerprint", type: "bytea", isKey: false };
    expect(() => shapesOf([column])).toThrow("Client.fingerprint holds bytes");
  });
});
