import { log, plainError } from "@/lib/log";
import { shared } from "@/lib/shared";
import { within } from "@/lib/within";
import { inTransaction } from "./client";

const ANSWER_MS = 1_500;
/** One look serves everyone who asks within this time: asking costs the database next to nothing. */
const GOOD_FOR_MS = 1_000;

const look = shared(findWhy, GOOD_FOR_MS);

/**
 * Why the database cannot be worked with, in one sentence, or null when it can: it answers within
 * 1.5 seconds, in UTC, and can write. A look that has not come back is not repeated.
 */
export async function whyNotReady(): Promise<string | null> {
  return within(ANSWER_MS, look()).catch((error: unknown) => {
    log().warn(plainError(error), "the database does not answer in time");
    return "The database cannot be reached.";
  });
}

type Setting = { zone: string; isReadOnly: boolean };

async function findWhy(): Promise<string | null> {
  let step = "The database cannot be reached.";
  try {
    return await inTransaction(async (tx) => {
      const [setting] = await tx.$queryRaw<Setting[]>`
        SELECT current_setting('TimeZone') AS zone,
               current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;
      if (setting?.zone !== "UTC") return "The database is not in UTC.";
      if (setting.isReadOnly) return "The database can only be read.";
      step = "The database cannot write.";
      // A transaction's number, whose end is written to its log, and a list too long for the memory
      // it may have, which is written beside the tables. Nothing of it stays.
      await tx.$executeRaw`SET LOCAL work_mem = '64kB'`;
      await tx.$executeRaw`SELECT pg_current_xact_id(), count(*) FROM generate_series(1, 10000)`;
      return null;
    });
  } catch (error) {
    log().warn(plainError(error), "not ready");
    return step;
  }
}
