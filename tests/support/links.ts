import { unseal } from "@/lib/tokens";
import type { Stack } from "./stack";

/** A contact's secret token, as the freelancer would be shown it. */
export async function tokenOf(stack: Stack, contactName: string): Promise<string> {
  const [row] = await stack.sql<{ linkCipher: Buffer }>(
    `SELECT "linkCipher" FROM "Contact" WHERE "name" = $1`,
    [contactName],
  );
  return unseal("contact-link", row!.linkCipher);
}
