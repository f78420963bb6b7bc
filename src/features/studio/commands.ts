import { byFreelancer, record } from "@/features/history/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { say } from "@/language/say";
import type { Hours } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { isHolidayRegion } from "@/lib/holidays";
import { changesIn, type Seen } from "@/lib/seen";
import { settingLabels, settingsOf, weekOf } from "./rules";
import type { FirstSteps, StudioSettings } from "./schema";

/** Creates the freelancer's studio. A second time changes nothing. */
export async function openStudio(
  scope: Scope,
  input: FirstSteps & { country?: string | null },
): Promise<void> {
  const { workDays, opensAt, closesAt, ...rest } = input;
  await inTransaction(async (tx) => {
    const hours = weekOf(workDays, opensAt, closesAt);
    const { count } = await tx.studio.createMany({
      data: [{ ...rest, freelancerId: scope.freelancerId, hours }],
      skipDuplicates: true,
    });
    if (count === 1) await record(tx, { ...byFreelancer(scope), kind: "studio.opened" });
  });
}

/**
 * Saves what was changed of the studio's details, hours and delays. What is planned already keeps
 * its time. Refuses what was changed elsewhere since it was `seen`.
 */
export async function arrangeStudio(
  scope: Scope,
  input: StudioSettings,
  seen: Seen = {},
): Promise<void> {
  if (input.country && !isHolidayRegion(input.country))
    throw new Refusal("invalid", say("settings.holidaysUnknown"), "country");
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const studio = await tx.studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
    });
    const before = settingsOf(studio);
    const changes = changesIn(input, before, seen, settingLabels);
    const { hours1, hours2, hours3, hours4, hours5, hours6, hours7, ...rest } = {
      ...before,
      ...changes,
    };
    const hours: Hours = {
      "1": hours1,
      "2": hours2,
      "3": hours3,
      "4": hours4,
      "5": hours5,
      "6": hours6,
      "7": hours7,
    };
    await saveStudio(tx, scope, { ...rest, hours });
    await record(tx, { ...byFreelancer(scope), kind: "studio.arranged" });
  });
}

/** Whether the freelancer wants an email about the past year each January. What is so already stays as it is. */
export async function switchYearReview(scope: Scope, isOn: boolean, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const { yearReviewAt } = await tx.studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
      select: { yearReviewAt: true },
    });
    if ((yearReviewAt !== null) === isOn) return;
    await saveStudio(tx, scope, { yearReviewAt: isOn ? now : null });
    await record(tx, {
      ...byFreelancer(scope),
      kind: "yearReview.switched",
      at: now,
      data: { isOn },
    });
  });
}

/** Since when clients are not reminded of requests, in the caller's transaction, which holds the studio. False: it was so. */
export async function saveNudgeSwitch(tx: Tx, scope: Scope, offAt: Date | null): Promise<boolean> {
  const { nudgesOffAt } = await tx.studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
    select: { nudgesOffAt: true },
  });
  if ((nudgesOffAt === null) === (offAt === null)) return false;
  await saveStudio(tx, scope, { nudgesOffAt: offAt });
  return true;
}

/** When follow-ups are sent and how often a person is asked, in the caller's transaction. */
export async function saveFollowUpTimes(
  tx: Tx,
  scope: Scope,
  times: Partial<FollowUpTimes>,
): Promise<void> {
  await saveStudio(tx, scope, times);
}

/** The token of the studio's own calendar feed, or none, in the caller's transaction. */
export async function saveStudioCalendar(
  tx: Tx,
  scope: Scope,
  token: Pick<Prisma.StudioUncheckedUpdateInput, "calendarHash" | "calendarCipher">,
): Promise<void> {
  await saveStudio(tx, scope, token);
}

type FollowUpTimes = {
  followUpsFrom: string;
  followUpsUntil: string;
  checkBackWorkingDays: number;
  signOffWorkingDays: number;
  reminderDays: number;
  quietMonths: number;
  coolDownDays: number;
};

async function saveStudio(
  tx: Tx,
  { freelancerId }: Scope,
  data: Prisma.StudioUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.studio.updateMany({ where: { freelancerId }, data });
  if (count === 0) throw notFound("studio");
}

/** When the whole studio is erased, or that it is kept, in the caller's transaction. */
export async function scheduleErasure(tx: Tx, scope: Scope, eraseAt: Date | null): Promise<void> {
  await saveStudio(tx, scope, { eraseAt });
}

/**
 * Deletes the studio, and by their foreign keys every row that is under it, in the caller's transaction. Its
 * clients are gone by then.
 */
export async function deleteStudio(tx: Tx, freelancerId: string): Promise<void> {
  await tx.studio.deleteMany({ where: { freelancerId } });
}
