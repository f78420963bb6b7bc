/** What decides by which account a studio's emails leave, as a selection of its columns. */
export const studioTransport = {
  seededAt: true,
  mailAccount: { select: { id: true, keyCipher: true, fromAddress: true } },
} as const;

export type StudioTransport = {
  seededAt: Date | null;
  mailAccount: { id: string; keyCipher: Uint8Array | null; fromAddress: string | null } | null;
};

/** The account that a freelancer brought and that their emails leave by; null where they leave by the install's, as the demo's always do. */
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
