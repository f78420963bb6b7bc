/** The studio columns that decide which account sends its emails. */
export const studioTransport = {
  seededAt: true,
  mailAccount: { select: { id: true, keyCipher: true, fromAddress: true } },
} as const;

export type StudioTransport = {
  seededAt: Date | null;
  mailAccount: { id: string; keyCipher: Uint8Array | null; fromAddress: string | null } | null;
};

/**
 * Returns the freelancer's own account, or null when the install's account sends their emails, as
 * it always does for the demo.
 */
export function ownAccountOf({
  seededAt,
  mailAccount,
}: StudioTransport): { id: string; keyCipher: Uint8Array; fromAddress: string } | null {
  if (seededAt || !mailAccount?.keyCipher || !mailAccount.fromAddress) return null;
  return {
    id: mailAccount.id,
    keyCipher: mailAccount.keyCipher,
    fromAddress: mailAccount.fromAddress,
  };
}

/** Why nothing is heard of emails that were sent, and what helps. */
export const unheardWords = {
  "not verified": {
    word: "Events not verified",
    why: "Resend’s events could not be verified: the signing secret is wrong.",
    cure: "Copy the signing secret of this webhook at Resend and save it here again. Until then, bounces go unnoticed.",
  },
  "no word": {
    word: "No word from the mail service",
    why: "Emails went out, but Resend hasn’t reported on any of them.",
    cure:
      "In Resend, check that the webhook exists, is enabled and uses this address. Until then, " +
      "bounces go unnoticed.",
  },
};
