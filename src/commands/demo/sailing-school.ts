import { db } from "@/db/client";
import { dayIn } from "@/lib/dates";
import { beginProject } from "@/workflows/begin-project/commands";
import { logComplaint } from "@/workflows/open-case/commands";
import { ZONE, type Demo } from "./calendar";
import { happened, person, promise } from "./past";

const TWO_HOURS_MS = 7_200_000;

/** Elina Aalto, who called two hours ago: the case is open, and its clock runs. */
export async function sailingSchool({ scope, onWorkday }: Demo, now: Date): Promise<void> {
  const elina = await person(
    scope,
    "Aalto Sailing School",
    "Elina Aalto",
    "elina@example.com",
    "Europe/Helsinki",
  );
  const chart = await beginProject(scope, {
    contactId: elina,
    title: "Chart of the practice harbour",
    summary: "One chart for the classroom wall, one small enough for a jacket.",
  });
  const deliveredAt = onWorkday(-6, "14:10");
  await promise(scope, chart, "Both charts, printed", dayIn(ZONE, deliveredAt), deliveredAt);
  await db().project.update({ where: { id: chart }, data: { completedAt: deliveredAt } });
  await happened(scope, chart, "project.completed", deliveredAt);
  await logComplaint(
    scope,
    {
      contactId: elina,
      projectId: chart,
      channel: "PHONE",
      about: ["RESULT"],
      words: "The small chart shows the old position of the green buoy. My instructors noticed.",
    },
    new Date(now.getTime() - TWO_HOURS_MS),
  );
}
