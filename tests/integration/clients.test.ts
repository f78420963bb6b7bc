import { expect, test } from "vitest";
import { findContactByToken } from "@/auth/contact";
import { readByLinkSql } from "@/auth/contact-sql";
import { db, readRows } from "@/db/client";
import { addClient, addContact, renameClient } from "@/features/clients/commands";
import { limitLink } from "@/features/clients/links/commands";
import { correctContact, renewLink, revokeLink } from "@/workflows/change-contact/commands";
import { getClient, listClients, listContactChoices } from "@/features/clients/queries";
import { completeProject } from "@/workflows/complete-project/commands";
import { openStatusPage } from "@/features/projects/status/queries";
import { statusPageSql } from "@/features/projects/status/sql";
import { hashToken } from "@/lib/tokens";
import { timeName, zoneName } from "@/lib/dates";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const rui = { contactName: "Rui Duarte", address: "rui@example.com", zone: "Europe/Lisbon" };

test("each person has a link of their own; revoking one leaves the others", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  await addContact(scope, { clientId: ines.clientId, ...rui });
  const whole = await getClient(scope, ines.clientId);
  const [first, second] = whole.contacts.map((contact) => contact.pagePath!.slice(3));
  expect(first).toBe(ines.token);
  expect(second).not.toBe(first);
  await revokeLink(scope, ines.contactId, MONDAY);
  expect(await findContactByToken(first, MONDAY)).toEqual({ kind: "unknown" });
  expect(await findContactByToken(second, MONDAY)).toMatchObject({ kind: "open" });
  expect((await getClient(scope, ines.clientId)).contacts[0]!.pagePath).toBeNull();
});

test("a renewed link opens, the old one is dead", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  await revokeLink(scope, ines.contactId, MONDAY);
  await renewLink(scope, ines.contactId);
  const fresh = (await getClient(scope, ines.clientId)).contacts[0]!.pagePath!.slice(3);
  expect(await findContactByToken(fresh, MONDAY)).toMatchObject({ kind: "open" });
  expect(await findContactByToken(ines.token, MONDAY)).toEqual({ kind: "unknown" });
});

test("a link that has run out says so, and no more", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  await limitLink(scope, { contactId: ines.contactId, lastOn: "2026-11-22" });
  expect(await findContactByToken(ines.token, MONDAY)).toEqual({ kind: "expired", language: "en" });
});

test("a link opens until the end of its last day where its person is", async () => {
  const scope = await freelancer();
  const ines = await client(scope, { zone: "Pacific/Auckland" });
  await limitLink(scope, { contactId: ines.contactId, lastOn: "2026-11-30" });
  expect((await getClient(scope, ines.clientId)).contacts[0]!.lastOn).toBe("2026-11-30");
  // In Auckland 30 November ends at 11:00 UTC.
  expect(await findContactByToken(ines.token, new Date("2026-11-30T10:59:59Z"))).toMatchObject({
    kind: "open",
  });
  expect(await findContactByToken(ines.token, new Date("2026-11-30T11:00:00Z"))).toEqual({
    kind: "expired",
    language: "en",
  });
  await limitLink(scope, { contactId: ines.contactId });
  expect(await findContactByToken(ines.token, new Date("2036-01-01T00:00:00Z"))).toMatchObject({
    kind: "open",
  });
  await expect(
    limitLink(await freelancer(), { contactId: ines.contactId, lastOn: "2026-11-30" }),
  ).rejects.toMatchObject({ code: "not-found" });
});

test("a link's last day stays that day when its person's zone is corrected", async () => {
  const scope = await freelancer();
  const person = { contactName: "Ines Duarte", address: "ines@example.com" };
  const ines = await client(scope, { zone: "Asia/Tokyo" });
  await limitLink(scope, { contactId: ines.contactId, lastOn: "2026-11-30" });
  const kindAt = async (instant: string) =>
    (await findContactByToken(ines.token, new Date(instant))).kind;
  // In Tokyo 30 November ends at 15:00 UTC, in Los Angeles at 08:00 UTC on the next day.
  expect(await kindAt("2026-11-30T14:59:59.999Z")).toBe("open");
  expect(await kindAt("2026-11-30T15:00:00Z")).toBe("expired");
  await correctContact(scope, {
    contactId: ines.contactId,
    ...person,
    zone: "America/Los_Angeles",
  });
  expect((await getClient(scope, ines.clientId)).contacts[0]!.lastOn).toBe("2026-11-30");
  expect(await kindAt("2026-11-30T15:00:00Z")).toBe("open");
  expect(await kindAt("2026-12-01T07:59:59.999Z")).toBe("open");
  expect(await kindAt("2026-12-01T08:00:00Z")).toBe("expired");
});

test("a last day in a zone that PostgreSQL does not know ends in UTC", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  await limitLink(scope, { contactId: ines.contactId, lastOn: "2026-11-30" });
  await db().contact.update({ where: { id: ines.contactId }, data: { zone: "Europe/Atlantis" } });
  const kindAt = async (instant: string) =>
    (await findContactByToken(ines.token, new Date(instant))).kind;
  expect(await kindAt("2026-11-30T23:59:59.999Z")).toBe("open");
  expect(await kindAt("2026-12-01T00:00:00Z")).toBe("expired");
});

test("the page itself is read for an open link alone, from a link's first instant to its last", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const id = await project(scope, ines);
  const page = async (token: string, now: Date) => {
    const { entry, facts } = await openStatusPage(token, id, now);
    return [entry.kind, facts?.project?.id ?? null];
  };
  expect(await page(ines.token, MONDAY)).toEqual(["open", id]);
  await limitLink(scope, { contactId: ines.contactId, lastOn: "2026-11-22" });
  // In Lisbon 22 November ends at 00:00 UTC.
  const over = new Date("2026-11-23T00:00:00Z");
  const before = new Date(over.getTime() - 1);
  expect(await page(ines.token, before)).toEqual(["open", id]);
  expect(await page(ines.token, over)).toEqual(["expired", null]);
  // What the statement itself found, past the gate: nothing.
  const row = async (now: Date) =>
    (
      await readRows<{ id: string; page: unknown }>("status-page", readByLinkSql(statusPageSql), [
        hashToken(ines.token),
        now.toISOString(),
        id,
      ])
    )[0];
  expect(await row(before)).toMatchObject({
    id: ines.contactId,
    page: { shown: { id } },
  });
  expect(await row(over)).toMatchObject({ id: ines.contactId, page: null });
  await revokeLink(scope, ines.contactId, MONDAY);
  expect(await row(before)).toMatchObject({ page: null });
  expect(await page(ines.token, MONDAY)).toEqual(["unknown", null]);
  expect(await page("A".repeat(43), MONDAY)).toEqual(["unknown", null]);
  expect(await page("no token", MONDAY)).toEqual(["unknown", null]);
});

test("a zone that the machine no longer knows is shown in UTC, not as a failure", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  await db().contact.update({ where: { id: ines.contactId }, data: { zone: "Europe/Atlantis" } });
  await db().studio.update({
    where: { freelancerId: scope.freelancerId },
    data: { zone: "Europe/Atlantis" },
  });
  const id = await project(scope, ines);
  await completeProject(scope, id, MONDAY);
  expect(
    await db().followUp.findFirst({ where: { projectId: id, kind: "CHECK_BACK" } }),
  ).toMatchObject({ dueAt: new Date("2026-11-30T09:30:00Z") });
  expect([timeName(MONDAY, "Europe/Atlantis", "2026-11-23"), zoneName("Europe/Atlantis")]).toEqual([
    "Mon 23 Nov, 09:00",
    "UTC",
  ]);
});

test("no link rests in clear in the database", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  const [row] = await db().$queryRaw<
    { whole: string }[]
  >`SELECT "Contact"::text || encode("linkHash", 'escape') || encode("linkCipher",
    'escape') AS "whole" FROM "Contact" WHERE "id" = ${ines.contactId}::uuid`;
  expect(row!.whole).toContain("Ines Duarte");
  expect(row!.whole).not.toContain(ines.token);
});

test("an address twice at one client is refused by name; at two clients it is fine", async () => {
  const scope = await freelancer();
  const ines = await client(scope);
  await expect(
    addContact(scope, { clientId: ines.clientId, ...rui, address: "ines@example.com" }),
  ).rejects.toMatchObject({ code: "already", field: "address" });
  await addClient(scope, { name: "Okafor Bakery", ...rui, address: "ines@example.com" });
  expect((await listClients(scope)).clients).toHaveLength(2);
});

test("another freelancer's client is not found in any verb", async () => {
  const [mine, theirs] = [await freelancer(), await freelancer()];
  const ines = await client(mine);
  const notFound = { code: "not-found" };
  await expect(getClient(theirs, ines.clientId)).rejects.toMatchObject(notFound);
  await expect(renameClient(theirs, { clientId: ines.clientId, name: "x" })).rejects.toMatchObject(
    notFound,
  );
  await expect(addContact(theirs, { clientId: ines.clientId, ...rui })).rejects.toMatchObject(
    notFound,
  );
  await expect(correctContact(theirs, { contactId: ines.contactId, ...rui })).rejects.toMatchObject(
    notFound,
  );
  await expect(renewLink(theirs, ines.contactId)).rejects.toMatchObject(notFound);
  await expect(revokeLink(theirs, ines.contactId, MONDAY)).rejects.toMatchObject(notFound);
  expect(await listClients(theirs)).toEqual({ clients: [], more: null });
  expect(await listContactChoices(theirs)).toEqual({ people: [], hasMore: false });
  expect(await listContactChoices(theirs, { wanted: ines.contactId })).toMatchObject({
    people: [],
  });
  expect(await findContactByToken(ines.token, MONDAY)).toMatchObject({ kind: "open" });
});

test("the database itself refuses a child under another freelancer's parent", async () => {
  const [mine, theirs] = [await freelancer(), await freelancer()];
  const ines = await client(mine);
  await expect(
    db().project.create({
      data: {
        freelancerId: theirs.freelancerId,
        clientId: ines.clientId,
        contactId: ines.contactId,
        title: "x",
      },
    }),
  ).rejects.toMatchObject({ code: "P2003" });
});

test("a contact may keep the holidays of a country of their own, out of those that are known", async () => {
  const scope = await freelancer();
  const person = { contactName: "Ines Duarte", address: "ines@example.com", zone: "Europe/Lisbon" };
  const clientId = await addClient(scope, {
    name: "Duarte Lighthouse Tours",
    ...person,
    country: "PT",
  });
  const [ines] = (await getClient(scope, clientId)).contacts;
  expect(ines).toMatchObject({ country: "PT" });
  await expect(
    addClient(scope, { name: "NotFoundMessage", ...person, country: "ZZ" }),
  ).rejects.toMatchObject({ code: "invalid", field: "country" });
  await expect(
    correctContact(scope, { contactId: ines!.id, ...person, country: "ZZ" }),
  ).rejects.toMatchObject({ code: "invalid", field: "country" });
  await correctContact(scope, { contactId: ines!.id, ...person });
  expect((await getClient(scope, clientId)).contacts).toMatchObject([{ country: "PT" }]);
  await correctContact(scope, { contactId: ines!.id, ...person, country: null });
  expect((await getClient(scope, clientId)).contacts).toMatchObject([{ country: null }]);
});

test("of many people fifty are offered, and each is found by name or is there when asked for", async () => {
  const scope = await freelancer();
  for (let n = 0; n < 52; n += 1)
    await client(scope, {
      name: `Client ${String(n).padStart(2, "0")}`,
      contactName: `Person ${n}`,
      address: `person${n}@example.com`,
    });
  const { people, hasMore } = await listContactChoices(scope);
  expect([people.length, hasMore]).toEqual([50, true]);
  const byClient = await listContactChoices(scope, { find: "client 51" });
  expect(byClient).toMatchObject({ people: [{ name: "Person 51" }], hasMore: false });
  expect((await listContactChoices(scope, { find: "person 50" })).people).toHaveLength(1);
  expect((await listContactChoices(scope, { find: "nobody" })).people).toEqual([]);
  const wanted = byClient.people[0]!.id;
  const asked = await listContactChoices(scope, { wanted });
  expect(asked.people.map(({ id }) => id)).toContain(wanted);
});

test("clients are found by their name or a person's, page by page", async () => {
  const scope = await freelancer();
  const tea = await client(scope, { name: "Tanaka Tea", contactName: "Haru Tanaka" });
  const made = [tea.clientId];
  for (let n = 0; n < 51; n += 1)
    made.push((await client(scope, { name: `Client ${n % 9}`, contactName: "Ines" })).clientId);
  const names = async (which: Parameters<typeof listClients>[2]) =>
    (await listClients(scope, undefined, which)).clients.map((one) => one.name);
  expect(await names({ find: "TEA" })).toEqual(["Tanaka Tea"]);
  expect(await names({ find: "haru" })).toEqual(["Tanaka Tea"]);
  expect(await names({ isOpen: true })).toEqual([]);
  await project(scope, tea);
  expect(await names({ isOpen: true })).toEqual(["Tanaka Tea"]);
  const first = await listClients(scope);
  const second = await listClients(scope, first.more!);
  expect([first.clients.length, second.clients.length, second.more]).toEqual([50, 2, null]);
  const all = [...first.clients, ...second.clients].map((one) => one.id);
  expect(new Set(all)).toEqual(new Set(made));
  const theirs = await freelancer();
  await expect(listClients(theirs, tea.clientId)).rejects.toMatchObject({ code: "not-found" });
});
