import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { isDue, isTooOld, lastTime } from "@/features/backups/rules";
import { parseEnv } from "@/lib/env";
import { decrypt, encrypt } from "@/store/backups/encryption";
import { backupName, isBackupName } from "@/store/backups/name";

const at = (time: string) => new Date(`2026-11-28T${time}:00Z`);

test("the last time of day is today's once it has come", () => {
  expect(lastTime("03:30", at("03:30"))).toEqual(at("03:30"));
  expect(lastTime("03:30", at("03:29"))).toEqual(new Date("2026-11-27T03:30:00Z"));
});

test("a backup is due once a day, and an hour after one that failed", () => {
  const due = (madeAt: Date | null, failedAt: Date | null, now: Date) =>
    isDue("03:30", { madeAt, failedAt }, now);
  expect(due(null, null, at("01:00"))).toBe(true);
  expect(due(at("03:30"), null, at("23:00"))).toBe(false);
  expect(due(at("03:29"), null, at("03:30"))).toBe(true);
  expect(due(null, at("03:30"), at("04:29"))).toBe(false);
  expect(due(null, at("03:30"), at("04:30"))).toBe(true);
});

test("a daily backup is too old after a day and a half, one by hand after eight days", () => {
  const ago = (hours: number) => new Date(at("12:00").getTime() - hours * 3_600_000);
  expect(isTooOld(null, at("12:00"), true)).toBe(true);
  expect(isTooOld(ago(36), at("12:00"), true)).toBe(false);
  expect(isTooOld(ago(36.1), at("12:00"), true)).toBe(true);
  expect(isTooOld(ago(192), at("12:00"), false)).toBe(false);
  expect(isTooOld(ago(192.1), at("12:00"), false)).toBe(true);
});

test("a backup's name is in the order of its instant, and known again", () => {
  const name = backupName(new Date("2026-11-28T03:30:07.912Z"));
  expect(name).toBe("uptomark-2026-11-28-033007.backup");
  expect(isBackupName(name)).toBe(true);
  for (const other of [`${name}.part`, `../${name}`, "uptomark.backup", `${name}\n`])
    expect(isBackupName(other), other).toBe(false);
});

async function* of(...chunks: Uint8Array[]) {
  yield* chunks;
}

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])(
  "what was encrypted comes back: %i bytes, however they come",
  async (bytes) => {
    const plain = randomBytes(bytes);
    const sealed = await buffer(encrypt("a secret", of(plain)));
    expect(sealed.includes(plain.subarray(0, 16)) && bytes > 15).toBe(false);
    for (const size of [1_000, 65_552, sealed.length]) {
      const parts = [];
      for (let from = 0; from < sealed.length; from += size)
        parts.push(sealed.subarray(from, from + size));
      expect((await buffer(decrypt("a secret", of(...parts)))).equals(plain)).toBe(true);
    }
  },
);

test("no two backups of the same bytes are alike", async () => {
  const [one, other] = [await buffer(encrypt("a", of())), await buffer(encrypt("a", of()))];
  expect(one.equals(other)).toBe(false);
});

test("every cut and every changed byte is noticed", async () => {
  const sealed = await buffer(encrypt("a secret", of(randomBytes(100))));
  for (let length = 0; length < sealed.length; length += 1)
    await expect(buffer(decrypt("a secret", of(sealed.subarray(0, length))))).rejects.toThrow(
      /cut short|not a backup/,
    );
  for (let byte = 0; byte < sealed.length; byte += 1) {
    const changed = Buffer.from(sealed);
    changed[byte] = changed[byte]! ^ 0x10;
    await expect(buffer(decrypt("a secret", of(changed)))).rejects.toThrow(
      /damaged|cut short|not a backup/,
    );
  }
});

const base = {
  DATABASE_URL: "postgresql://a@localhost/a",
  APP_URL: "http://localhost:3000",
  APP_SECRET: "a secret for the tests alone, of no worth",
};

test.each([
  [{ BACKUP_AT: "3:30", BACKUP_DIR: "/b" }, "BACKUP_AT is not a time of day"],
  [{ BACKUP_AT: "24:00", BACKUP_DIR: "/b" }, "BACKUP_AT is not a time of day"],
  [{ BACKUP_AT: "03:30" }, "BACKUP_AT goes together with BACKUP_DIR or BACKUP_BUCKET"],
  [{ BACKUP_BUCKET: "backups" }, "BACKUP_BUCKET goes together with the S3 variables"],
  [{ BACKUP_DIR: "/b", BACKUP_KEEP: "0" }, "BACKUP_KEEP"],
])("%o is refused by its variable's name", (variables, said) => {
  expect(() => parseEnv({ ...base, ...variables })).toThrow(said);
  // The control.
  expect(parseEnv({ ...base, BACKUP_DIR: "/b", BACKUP_AT: "03:30" }).BACKUP_KEEP).toBe(7);
});
