import { issueSignInLink, LINK_MINUTES, MOST_LINKS } from "@/auth/sign-in-link";
import { db, inTransaction } from "@/db/client";
import { readClock } from "@/db/clock";
import { env } from "@/lib/env";
import { address } from "@/lib/fields";

/**
 * Invites one address to create a studio here: `npm run invite -- name@example.com`. Twice is the
 * same as once.
 */
const given = address("Email address").safeParse(process.argv[2]);
if (!given.success) {
  process.stderr.write("Who? Give one email address: npm run invite -- name@example.com\n");
  process.exitCode = 1;
} else {
  await readClock();
  const existing = await db().user.findUnique({
    where: { email: given.data },
    select: { id: true },
  });
  if (existing)
    process.stdout.write(`${given.data} has a studio here already and can simply sign in.\n`);
  else {
    const link = await inTransaction(async (tx) => {
      await tx.invitation.upsert({
        where: { address: given.data },
        create: { address: given.data },
        update: {},
      });
      return issueSignInLink(tx, given.data);
    });
    process.stdout.write(
      `${given.data} may now sign in at ${new URL("/sign-in", env().APP_URL)} and make a studio.\n` +
        (link
          ? `Where emails do not arrive, by this link, good for ${LINK_MINUTES} minutes, and once:\n  ${link.url}\n`
          : `${MOST_LINKS} sign-in links for this address work already. For another one, run ` +
            `this again in ${LINK_MINUTES} minutes.\n`),
    );
  }
  await db().$disconnect();
}
