import { issueSignInLink, LINK_MINUTES, MOST_LINKS } from "@/auth/sign-in-link";
import { db, inTransaction } from "@/db/client";
import { readClock } from "@/db/clock";
import { address } from "@/lib/fields";

/** Prints a sign-in link, for the day emails do not arrive: `npm run sign-in-link -- name@example.com`. */
const given = address("Email address").safeParse(process.argv[2]);
if (!given.success)
  fail("For whom? Write one email address: npm run sign-in-link -- name@example.com");
else {
  await readClock();
  const link = await inTransaction((tx) => issueSignInLink(tx, given.data));
  if (!link)
    fail(
      `${MOST_LINKS} sign-in links for ${given.data} work already. Use one of them, or run ` +
        `this again in ${LINK_MINUTES} minutes.`,
    );
  else if (!link.isAllowed)
    fail(`${given.data} may not sign in here. To let them in: npm run invite -- ${given.data}`);
  else process.stdout.write(`Good for ${LINK_MINUTES} minutes, and once:\n  ${link.url}\n`);
}
await db().$disconnect();

function fail(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}
