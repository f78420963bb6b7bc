import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import type { Hours } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { isHolidayRegion } from "@/lib/holidays";
import { weekOf } from "./rules";
import type { FirstSteps, StudioSettings } from "./schema";

/** Creates the freelancer's studio. A second time changes nothing. */
export async function openStudio(scope: Scope, input: FirstSteps): Promise<void> {
  const { workDays, opensAt, closesAt, ...rest } = input;
  await inTransaction((tx) =>
    tx.studio.createMany({
      data: [
        { ...rest, freelancerId: scope.freelancerId, hours: weekOf(workDays, opensAt, closesAt) },
      ],
      skipDuplicates: true,
    }),
  );
}

/** Saves the studio's details, hours and delays. What is planned already keeps its time. */
export async function arrangeStudio(scope: Scope, input: StudioSettings): Promise<void> {
  const { hours1, hours2, hours3, hours4, hours5, hours6, hours7, ...rest } = input;
  if (rest.country && !isHolidayRegion(rest.country))
    throw new Refusal(
      "invalid",
      "Holidays: this country or region is not on the list. Please choose one that is.",
      "country",
    );
  const hours: Hours = {
    "1": hours1,
    "2": hours2,
    "3": hours3,
    "4": hours4,
    "5": hours5,
    "6": hours6,
    "7": hours7,
  };
  const { count } = await inTransaction((tx) =>
    tx.studio.updateMany({ where: { freelancerId: scope.freelancerId }, data: { ...rest, hours } }),
  );
  if (count === 0) throw notFound("studio");
}
