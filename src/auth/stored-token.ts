import { hashToken } from "@/lib/tokens";

/** How a session's or a sign-in link's token stands in the database: never as itself. */
export function storedToken(token: string): string {
  return Buffer.from(hashToken(token)).toString("base64url");
}
