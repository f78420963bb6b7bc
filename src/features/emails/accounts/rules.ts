/** The studio columns that decide which account sends its emails. */
export const studioTransport = {
  seededAt: true,
  mailAccount: { select: { id: true, keyCipher: true, serverCipher: true, fromAddress: true } },
} as const;

export type StudioTransport = {
  seededAt: Date | null;
  mailAccount: {
    id: string;
    keyCipher: Uint8Array | null;
    serverCipher: Uint8Array | null;
    fromAddress: string | null;
  } | null;
};

export type OwnAccount = { id: string; fromAddress: string } & (
  | { by: "RESEND"; keyCipher: Uint8Array }
  | { by: "SMTP"; serverCipher: Uint8Array }
);

/**
 * Returns the freelancer's own account, or null when the install's account sends their emails, as
 * it always does for the demo.
 */
export function ownAccountOf({ seededAt, mailAccount }: StudioTransport): OwnAccount | null {
  if (seededAt || !mailAccount?.fromAddress) return null;
  const { id, keyCipher, serverCipher, fromAddress } = mailAccount;
  if (serverCipher) return { id, fromAddress, by: "SMTP", serverCipher };
  return keyCipher ? { id, fromAddress, by: "RESEND", keyCipher } : null;
}
