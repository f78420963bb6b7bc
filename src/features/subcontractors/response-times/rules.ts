import { asks, type DeskLine } from "@/features/subcontractors/rules";
import { daysOffOf, hoursOf, type OffFacts } from "@/features/studio/rules";
import { workingMinutes } from "@/lib/working-time";

export type Studio = { hours: unknown; zone: string } & OffFacts;

export type DeskResponse = {
  askedAt: Date;
  answeredAt: Date;
  /** Of the studio's working time, between the two. */ minutes: number;
};

/**
 * Returns each answer of an assignment's thread, with how long the subcontractor waited for it in the studio's working
 * time: from their first question after the answer before. `lines` are oldest first.
 */
export function responsesOf(lines: DeskLine[], studio: Studio): DeskResponse[] {
  const hours = hoursOf(studio.hours);
  const isOff = daysOffOf(studio);
  const found: DeskResponse[] = [];
  let askedAt: Date | null = null;
  for (const line of lines) {
    if (asks(line)) askedAt ??= line.writtenAt;
    if (line.isTheirs || !askedAt) continue;
    const answeredAt = line.writtenAt;
    const minutes = Math.round(workingMinutes(askedAt, answeredAt, hours, studio.zone, isOff));
    found.push({ askedAt, answeredAt, minutes });
    askedAt = null;
  }
  return found;
}
