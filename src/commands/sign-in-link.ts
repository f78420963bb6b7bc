import { issueSignInLink, LINK_MINUTES } from "@/auth/sign-in-link";
import { db, inTransaction } from "@/db/client";
import { address } from "@/lib/fields";

/** Prints a sign-in link, for the day emails do not arrive: `npm run sign-in-link -- name@example.com`. */
const given = address("Email address").safeParse(process.argv[2]);
const link = given.success && (await inTransaction((tx) => issueSignInLink(tx, given.data)));
if (link) process.stdout.write(`Good for ${LINK_MINUTES} minutes, and once:\n  ${link}\n`);
else {
  process.stderr.write(
    given.success
      ? `${given.data} may not sign in here. To let them in: npm run invite -- ${given.data}\n`
      : "For whom? Write one email address: npm run sign-in-link -- name@example.com\n",
  );
  process.exitCode = 1;
}
await db().$disconnect();
