import { z } from "zod";
import { env } from "@/lib/env";
import { seal, unseal } from "@/lib/tokens";
import type { SmtpServer } from "@/mail/smtp";

const sealed = z.object({
  host: z.string(),
  port: z.number(),
  tls: z.enum(["tls", "starttls", "none"]),
  user: z.string().optional(),
  password: z.string().optional(),
  ca: z.string().optional(),
});
export type OwnServer = z.infer<typeof sealed>;

/** A freelancer's own mail server as it rests: all of it encrypted. */
export const sealServer = (server: OwnServer) => seal("mail-account", JSON.stringify(server));

export const openServer = (cipher: Uint8Array): OwnServer =>
  sealed.parse(JSON.parse(unseal("mail-account", cipher)));

/**
 * Returns a freelancer's own mail server as it is connected to: in the public internet alone, unless the operator
 * allows more. Whoever has a studio could else look around in the operator's network.
 */
export const reachable = (server: OwnServer): SmtpServer => ({
  ...server,
  isPublicOnly: env().ALLOW_PRIVATE_HOSTS === undefined,
});
