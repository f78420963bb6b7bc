import { beforeEach, describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { noteOpened } from "@/features/clients/opened/commands";
import { getClient } from "@/features/clients/queries";
import { switchSeen } from "@/features/studio/seen/commands";
import { client, freelancer, MONDAY, type Person } from "@tests/support/factories";

let scope: Scope;
let person: Person;
beforeEach(async () => {
  scope = await freelancer();
  person = await client(scope);
});
const openedOn = async () => (await getClient(scope, person.clientId)).contacts[0]!.openedOn;
const at = (time: string) => new Date(time);

describe("on which day a person was on their page", () => {
  test("is the day in the studio's zone, the last one alone", async () => {
    await noteOpened(person.scope, at("2026-11-23T23:30:00Z"));
    expect(await openedOn()).toBe("2026-11-24");
    await noteOpened(person.scope, at("2026-11-26T08:00:00Z"));
    expect(await openedOn()).toBe("2026-11-26");
  });

  test("is written once a day", async () => {
    const version = async () =>
      (
        await db().$queryRaw<{ xmin: string }[]>`
          SELECT xmin::text FROM "Contact" WHERE "id" = ${person.contactId}::uuid`
      )[0]!.xmin;
    await noteOpened(person.scope, at("2026-11-23T09:00:00Z"));
    const first = await version();
    await noteOpened(person.scope, at("2026-11-23T15:00:00Z"));
    expect(await version()).toBe(first);
  });

  test("is of that person alone", async () => {
    const sibling = await client(scope, { address: "rui@example.com" });
    await noteOpened(person.scope, MONDAY);
    const other = await getClient(scope, sibling.clientId);
    expect(other.contacts.map((one) => one.openedOn)).toEqual([null]);
  });

  test("turned off, what was known is gone and nothing is written", async () => {
    const others = await freelancer();
    const theirs = await client(others);
    await noteOpened(theirs.scope, MONDAY);
    await noteOpened(person.scope, MONDAY);
    await switchSeen(scope, false, MONDAY);
    expect(await openedOn()).toBeNull();
    await noteOpened(person.scope, MONDAY);
    expect(await openedOn()).toBeNull();
    expect((await getClient(others, theirs.clientId)).contacts[0]!.openedOn).toBe("2026-11-23");
    await switchSeen(scope, true, MONDAY);
    await noteOpened(person.scope, MONDAY);
    expect(await openedOn()).toBe("2026-11-23");
  });

  test("a second press of the switch changes nothing", async () => {
    await switchSeen(scope, false, MONDAY);
    await switchSeen(scope, false, MONDAY);
    const count = await db().historyEntry.count({
      where: { freelancerId: scope.freelancerId, kind: "seen.switched" },
    });
    expect(count).toBe(1);
  });
});
