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
