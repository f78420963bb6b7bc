import { randomUUID } from "node:crypto";
import { db } from "@/db/client";
import { closingOn } from "@/features/studio/rules";
import { localeOf } from "@/language/locale";
import { addWorkingDays, dayIn, instantAt } from "@/lib/dates";
import { ZONE, type Demo } from "./calendar";
import type { Told } from "./history";
import { formerPledges } from "./history-facts";
import { happened } from "./past";

/** What clients were told in those times that they would hear, and what became of it. */
export async function historyPledges(demo: Demo, told: Map<string, Told>): Promise<void> {
  for (const one of formerPledges) await tellPledge(demo, told.get(one.title)!, one);
}

/** Said in the thread on the third day, and what became of it. */
async function tellPledge(
  { scope }: Demo,
  { projectId, clientId, contactId, begunOn }: Told,
  { what, became }: (typeof formerPledges)[number],
): Promise<void> {
  const day = addWorkingDays(begunOn, 3);
  const pledgedAt = instantAt(day, "10:10", ZONE);
  const dueAt = instantAt(addWorkingDays(day, 2), "17:00", ZONE);
  const laterAt = instantAt(addWorkingDays(day, 4), "17:00", ZONE);
  const keptAt = new Date((became === "kept" ? dueAt : laterAt).getTime() - 5_400_000);
  const about = { projectId, clientId, contactId };
  const pledgeId = await pledged(scope, about, {
    what,
    pledgedAt,
    dueAt: became === "moved" ? laterAt : dueAt,
  });
  await db().pledge.update({
    where: { id: pledgeId, freelancerId: scope.freelancerId },
    data: { keptAt, missedAt: became === "missed" ? dueAt : null },
  });
  if (became === "moved")
    await db().pledgeMove.create({
      data: {
        freelancerId: scope.freelancerId,
        pledgeId,
        fromAt: dueAt,
        toAt: laterAt,
        reason: "The supplier answers on Thursdays.",
        movedAt: new Date(dueAt.getTime() - 86_400_000),
      },
    });
  await happened(scope, projectId, "pledge.kept", keptAt, { data: { what } });
}

type Pledged = { what: string; pledgedAt: Date; dueAt: Date };

/** A message that says by when the client hears, and the pledge that it is. Returns its id. */
async function pledged(
  scope: Demo["scope"],
  about: { projectId: string; clientId: string; contactId: string },
  { what, pledgedAt, dueAt }: Pledged,
): Promise<string> {
  const { freelancerId } = scope;
  const { contactId, ...thread } = about;
  const { language, zone } = await db().contact.findUniqueOrThrow({
    where: { id: contactId, freelancerId },
    select: { language: true, zone: true },
  });
  const locale = localeOf(language === "de" ? "de" : "en");
  const text = locale.t("pledge.said", {
    what,
    time: locale.timeName(dueAt, zone, dayIn(zone, pledgedAt)),
    zone: locale.zoneName(zone),
  });
  const { id: messageId } = await db().message.create({
    data: { freelancerId, ...thread, text, formKey: randomUUID(), writtenAt: pledgedAt },
    select: { id: true },
  });
  const { id } = await db().pledge.create({
    data: { freelancerId, ...about, messageId, what, pledgedAt, dueAt },
    select: { id: true },
  });
  await happened(scope, about.projectId, "message.posted", pledgedAt);
  await happened(scope, about.projectId, "pledge.made", pledgedAt, { data: { what } });
  return id;
}

/** What Karin asked yesterday, and by when she hears. */
export async function openPledge({ scope, day, at }: Demo): Promise<void> {
  const { freelancerId } = scope;
  const plan = await db().project.findFirstOrThrow({
    where: { freelancerId, title: "Wegweiser durch die Buchhandlung" },
    select: { id: true, clientId: true, contactId: true, client: { select: { studio: true } } },
  });
  const about = { projectId: plan.id, clientId: plan.clientId, contactId: plan.contactId };
  const dueAt = closingOn(plan.client.studio, day(2));
  if (!dueAt) throw new Error("Studio Holm is open on every working day.");
  const what = "ob es das Papier auch in Creme gibt";
  await pledged(scope, about, { what, pledgedAt: at(-1, "16:10"), dueAt });
}
