import { hashToken } from "@/lib/tokens";

/** Returns a session or sign-in token as the database stores it: never in plain form. */
export function storedToken(token: string): string {
  return Buffer.from(hashToken(token)).toString("base64url");
}
