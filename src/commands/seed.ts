import { freelancerScope } from "@/auth/scope";
import { db } from "@/db/client";
import { openStudio } from "@/features/studio/commands";
import { closeQueue } from "@/queue/boss";
import { bakery } from "./demo/bakery";
import { bookbinders } from "./demo/bookbinders";
import { bookshop } from "./demo/bookshop";
import { demoOf, ZONE } from "./demo/calendar";
import { cases } from "./demo/cases";
import { completedProjects } from "./demo/completed";
import { history } from "./demo/history";
import { historyCases } from "./demo/history-cases";
import { historyPledges, openPledge } from "./demo/history-pledges";
import { ledger } from "./demo/ledger";
import { lighthouseTours } from "./demo/lighthouse-tours";
import { beginBeforeTheRest } from "./demo/past";
import { sailingSchool } from "./demo/sailing-school";
import { savedReplies } from "./demo/saved-replies";
import { tea } from "./demo/tea";
import { wall } from "./demo/wall";

const MIRA = "mira@example.com";

/**
 * The demo studio: Mira Holm, who draws maps and builds small websites, and her nine clients.
 * Made once; if that was interrupted, it is deleted and made again.
 */
async function seedDemo(now: Date): Promise<"made" | "there"> {
  const existing = await db().user.findUnique({
    where: { email: MIRA },
    select: { id: true, studio: { select: { seededAt: true } } },
  });
  if (existing?.studio?.seededAt) return "there";
  if (existing) await db().user.delete({ where: { id: existing.id } });

  const mira = await db().user.create({
    data: { email: MIRA, name: "Mira Holm", emailVerified: now },
  });
  const scope = freelancerScope(mira.id);
  await openStudio(scope, {
    freelancerName: "Mira Holm",
    name: "Studio Holm",
    zone: ZONE,
    replyTo: MIRA,
    language: "en",
    workDays: ["1", "2", "3", "4", "5"],
    opensAt: "09:00",
    closesAt: "17:00",
  });
  // Short, so that the demo takes a minute.
  await db().studio.update({
    where: { freelancerId: mira.id },
    data: { emailHoldSeconds: 20, batchSeconds: 20 },
  });

  const demo = demoOf(scope, now);
  await lighthouseTours(demo);
  const chidi = await bakery(demo);
  await bookshop(demo);
  const haru = await tea(demo);
  const saga = await bookbinders(demo);
  await completedProjects(demo, { chidi, haru, saga });
  await wall(demo);
  await savedReplies(scope);
  await cases(demo);
  await sailingSchool(demo, now);
  await ledger(demo, now);
  const byTitle = await history(demo);
  await historyCases(demo, byTitle);
  await historyPledges(demo, byTitle);
  await openPledge(demo);
  await beginBeforeTheRest(scope);
  await db().studio.update({ where: { freelancerId: mira.id }, data: { seededAt: now } });
  return "made";
}

const outcome = await seedDemo(new Date());
process.stdout.write(
  outcome === "made" ? "The demo studio is ready.\n" : "The demo studio is there.\n",
);
await closeQueue();
await db().$disconnect();
