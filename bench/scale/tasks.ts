// A process that does a piece of the worker's work when it is told to, and says how long it took.
import { db } from "@/db/client";
import { databaseNow, followClock } from "@/db/clock";
import { claimDueEmails, msUntilNext, msUntilNextSend } from "@/features/emails/delivery/claim";
import { checkOutbox } from "@/features/emails/quarantine/commands";
import { releaseDueMessages } from "@/workflows/post-message/commands";
import { settleNotices } from "@/workflows/own-it/commands";
import { settleApologies } from "@/workflows/send-apology/commands";
import { settleFigures } from "@/workflows/settle-figures/commands";
import { closeQueue } from "@/queue/boss";
import { hashToken, newToken, seal } from "@/lib/tokens";
import { schedule } from "@/schedule";

const claims = {
  "the claim of due emails": () => claimDueEmails(),
  "when the next email can be claimed": () => msUntilNext(),
  "when the next email falls due": () => msUntilNextSend(),
};
/** The rest of delivering: what the provider takes is in none of these. */
const delivering = {
  "messages that were held": () => releaseDueMessages(databaseNow()),
  "apologies and notices that were sent": async () => {
    await settleApologies(databaseNow());
    await settleNotices(databaseNow());
  },
};
const tasks = new Map<string, () => Promise<unknown>>([
  ...Object.entries(claims),
  ...Object.entries(delivering),
  // A backup has its own benchmark.
  ...schedule
    .filter(({ queue }) => queue !== "deliver-emails" && queue !== "back-up")
    .map(({ queue, work }): [string, () => Promise<unknown>] => [queue, () => work(() => false)]),
]);

await followClock();
await checkOutbox();
/**
 * Seals what one freelancer's pages open, which a bulk fill leaves empty, and counts their months; those of the others
 * pass for counted. Returns a client's token.
 */
async function sealFor(freelancerId: string): Promise<string> {
  const words = {
    greeting: "Dear Ines,",
    paragraphs: ["One."],
    closing: "Best,",
    signature: "Mira",
  };
  await db().email.updateMany({
    where: { freelancerId },
    data: { wordsCipher: seal("email", JSON.stringify(words)) },
  });
  let token = "";
  for (const { id } of await db().contact.findMany({
    where: { freelancerId },
    select: { id: true },
    orderBy: { id: "asc" },
  })) {
    token = newToken();
    const link = { linkHash: hashToken(token), linkCipher: seal("contact-link", token) };
    await db().contact.update({ where: { id, freelancerId }, data: link });
  }
  await settleFigures(databaseNow(), () => false);
  await db().$executeRaw`
    INSERT INTO "FigureState" ("freelancerId", "countedAt", "rules")
    SELECT s."freelancerId", f."countedAt", f."rules" FROM "Studio" s, "FigureState" f ON CONFLICT DO NOTHING`;
  return token;
}

process.on("message", (name: string) => {
  const [what, freelancerId] = name.split(" for ");
  if (what === "seal") return void sealFor(freelancerId!).then((token) => process.send!({ token }));
  const from = performance.now();
  tasks.get(name)!()
    .then(async () => {
      const took = performance.now() - from;
      if (name === "the claim of due emails")
        await db()
          .$executeRaw`UPDATE "Email" SET "leasedUntil" = NULL, "leaseToken" = NULL WHERE "leasedUntil" IS NOT NULL`;
      process.send!({ took });
    })
    .catch((error: unknown) => process.send!({ failed: String(error) }));
});
process.on("disconnect", () => void closeQueue().then(() => process.exit(0)));
process.send!({ names: [...tasks.keys()] });
