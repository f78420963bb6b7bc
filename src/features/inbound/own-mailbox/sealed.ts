import { z } from "zod";
import { env } from "@/lib/env";
import { seal, unseal } from "@/lib/tokens";
import type { ImapServer } from "@/mail/imap";

const sealed = z.object({
  host: z.string(),
  port: z.number(),
  tls: z.enum(["tls", "starttls", "none"]),
  user: z.string(),
  password: z.string(),
  ca: z.string().optional(),
  folder: z.string(),
  /** Whose word about senders counts: what this server puts first into Authentication-Results. */
  authServer: z.string().optional(),
});
export type OwnMailbox = z.infer<typeof sealed>;

/** A freelancer's own mailbox as it rests: all of it encrypted. */
export const sealMailbox = (mailbox: OwnMailbox) => seal("own-mailbox", JSON.stringify(mailbox));

export const openSealed = (cipher: Uint8Array): OwnMailbox =>
  sealed.parse(JSON.parse(unseal("own-mailbox", cipher)));

/** Returns a freelancer's own mailbox as it is connected to: in the public internet alone, unless the operator allows more. */
export const reachableMailbox = ({ authServer: _word, ...server }: OwnMailbox): ImapServer => ({
  ...server,
  isPublicOnly: env().ALLOW_PRIVATE_HOSTS === undefined,
});
