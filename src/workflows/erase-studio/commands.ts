import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { enqueueEmail } from "@/features/emails/commands";
import { isBegun } from "@/features/erasures/commands";
import { isNamed } from "@/features/erasures/rules";
import { byFreelancer, record } from "@/features/history/commands";
import { scheduleErasure } from "@/features/studio/commands";
import { say } from "@/language/say";
import { dayIn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { oneByOne } from "@/lib/one-by-one";
import { erasureAsked } from "./emails";
import { HOLD_HOURS } from "./rules";
import { eraseIfDue } from "./steps/commands";

/**
 * Has the whole studio erased in a day. Until then it works as before, and its freelancer can keep it: an email
 * to the address they sign in with says so. Refused unless the studio is named. Asking again changes nothing.
 */
export async function askToErase(scope: Scope, { name }: { name: string }, now: Date) {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const studio = await tx.studio.findUniqueOrThrow({
      where: { freelancerId },
      select: {
        name: true,
        language: true,
        zone: true,
        seededAt: true,
        eraseAt: true,
        freelancer: { select: { email: true } },
      },
    });
    if (studio.seededAt) throw new Refusal("not-allowed", say("eraseStudio.demo"));
    if (!isNamed(studio.name, name))
      throw new Refusal("invalid", say("eraseStudio.notNamed", { name: studio.name }), "name");
    if (studio.eraseAt) return;
    const eraseAt = new Date(now.getTime() + HOLD_HOURS * 3_600_000);
    await scheduleErasure(tx, scope, eraseAt);
    const { freelancer } = studio;
    await enqueueEmail(tx, erasureAsked({ ...studio, address: freelancer.email, eraseAt, now }));
    const data = { on: dayIn(studio.zone, eraseAt) };
    await record(tx, { ...byFreelancer(scope), kind: "studio.erasureAsked", at: now, data });
  });
}

/** Keeps a studio that was to be erased. Keeping one that stays changes nothing; one that is being erased is not found. */
export async function keepStudio(scope: Scope, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    if (await isBegun(tx, scope)) throw notFound("studio");
    await scheduleErasure(tx, scope, null);
    await record(tx, { ...byFreelancer(scope), kind: "studio.kept", at: now });
  });
}

/** Erases the studios whose day is over, until `stopped` says so. */
export async function eraseDueStudios(
  now: Date,
  stopped: () => boolean = () => false,
): Promise<void> {
  const due = await db().studio.findMany({
    where: { eraseAt: { lte: now } },
    select: { freelancerId: true },
  });
  const rows = due.map(({ freelancerId }) => ({ id: freelancerId }));
  await oneByOne(rows, "a studio could not be erased", async ({ id }) => {
    if (!stopped()) await eraseIfDue({ freelancerId: id }, now);
  });
}
