import { unseal } from "@/lib/tokens";

const PURPOSES = [
  "calendar-link",
  "contact-link",
  "email",
  "follow-up",
  "inbound-email",
  "mail-account",
  "survey-link",
  "unsubscribe-link",
  "webhook-secret",
] as const;

/** What a cipher says under whichever of our keys it was sealed with; null for other bytes. */
export function unsealed(bytes: Buffer): string | null {
  // Shorter than a nonce and a tag.
  if (bytes.byteLength < 28) return null;
  for (const purpose of PURPOSES)
    try {
      return unseal(purpose, bytes);
    } catch {
      // Not this key's: a cipher opens under one alone.
    }
  return null;
}
