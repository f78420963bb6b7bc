import { afterEach, expect, test } from "vitest";
import { db, inTransaction } from "@/db/client";
import { enqueueEmail } from "@/features/emails/commands";
import { claimDueEmails, msUntilNextSend } from "@/features/emails/delivery/claim";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { closeQueue, keepAlarm, queue, tellAlarms } from "@/queue/boss";
import { freelancer, newEmail } from "@tests/support/factories";

afterEach(closeQueue);

test("the email of a worker that is gone is sent when its lease ends, 40 seconds at most", async () => {
  const scope = await freelancer();
  const id = await inTransaction((tx) => enqueueEmail(tx, newEmail(scope)));
  const read = () => db().email.findUniqueOrThrow({ where: { id } });
  // Claimed by one that is then gone: nobody gives it back.
  expect((await claimDueEmails()).map((one) => one.id)).toEqual([id]);
  const wait = await msUntilNextSend();
  expect(wait).toBeGreaterThan(30_000);
  expect(wait).toBeLessThanOrEqual(40_000);

  // Another worker, at rest: it sleeps until the lease ends, which here is in two seconds.
  const boss = await queue("worker");
  const alarm = keepAlarm("deliver-emails", msUntilNextSend);
  const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 60 };
  await boss.work("deliver-emails", polling, async () => {
    await deliverDueEmails();
    alarm.look();
  });
  const endsAt = new Date(Date.now() + 2_000);
  await db().email.update({ where: { id }, data: { leasedUntil: endsAt } });
  await tellAlarms(db(), "deliver-emails");
  await expect.poll(async () => (await read()).sentAt, { timeout: 10_000 }).not.toBeNull();
  alarm.stop();
  // The control: not before the lease was over.
  expect(+(await read()).sentAt!).toBeGreaterThanOrEqual(+endsAt - 250);
});
