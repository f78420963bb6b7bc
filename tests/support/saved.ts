import { until, type Stack } from "./stack";

/** Waits until a message with these words is saved: from then on the other side's open page has two seconds. */
export async function saved(stack: Stack, words: string): Promise<void> {
  const find = `SELECT 1 FROM "Message" WHERE position($1 IN "text") > 0`;
  await until(
    async () => (await stack.sql(find, [words])).length > 0,
    () => `“${words}” was never saved.`,
  );
}
