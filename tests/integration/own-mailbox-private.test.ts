import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { sealMailbox } from "@/features/inbound/own-mailbox/sealed";
import { newMailboxId } from "@/mail/mailbox";
import { watchOwnMailboxes } from "@/workflows/receive-email/imap/own/commands";
import { PASSWORD, startDovecot, USER, type Dovecot } from "@tests/support/dovecot";
import { freelancer } from "@tests/support/factories";
import { mailboxOf, save } from "@tests/support/own-mailboxes";
import { until } from "@tests/support/stack";

// An install as it is by itself: freelancers reach public hosts alone.
let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterAll(() => dovecot.stop());

const PRIVATE = /is in a private network, which a studio may not reach here/;

test("a mailbox in a private network is refused beside its host", async () => {
  const scope = await freelancer();
  for (const host of ["127.0.0.1", "localhost", "::1"])
    await expect(save(scope, dovecot, { host })).rejects.toMatchObject({
      field: "host",
      message: expect.stringMatching(PRIVATE),
    });
  expect(await mailboxOf(scope)).toBeNull();
});

test("and one whose name says a private address by now is not connected to", async () => {
  const scope = await freelancer();
  const server = { host: "localhost", port: dovecot.port, tls: "none" as const, user: USER };
  const now = new Date();
  await db().inboundMailbox.create({
    data: {
      id: newMailboxId(),
      freelancerId: scope.freelancerId,
      serverCipher: sealMailbox({ ...server, password: PASSWORD, folder: "INBOX" }),
      address: USER,
      savedAt: now,
      nextLookAt: now,
    },
  });
  const stop = new AbortController();
  const watching = watchOwnMailboxes(stop.signal);
  await until(
    async () => (await mailboxOf(scope))!.troubleSince !== null,
    () => "No trouble was noted.",
  );
  stop.abort();
  await watching;
  expect((await mailboxOf(scope))!).toMatchObject({
    trouble: expect.stringMatching(PRIVATE),
    lookedAt: null,
  });
});
