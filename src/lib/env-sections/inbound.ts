import { z } from "zod";
import { authorityProblems } from "@/lib/authority";
import {
  absent,
  host,
  optional,
  port,
  variable,
  whichAre,
  type Problems,
  type Section,
} from "@/lib/env-kinds";
import { isLoopback } from "@/lib/loopback";

const domain = z
  .string()
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i,
    "must be a domain alone, like in.example.com: no @ and no https://",
  )
  .transform((name) => name.toLowerCase());
const mailbox = z
  .email()
  .regex(/^[^+@]{1,31}@/, "has to be without a + and with at most 31 characters before the @")
  .transform((address) => address.toLowerCase());

const variables = {
  INBOUND_DOMAIN: variable(optional(domain), {
    description:
      "A domain whose email Resend receives for you, or the mailbox at IMAP_HOST (docs/inbound.md): what clients " +
      "answer from their mail program then lands in the thread. With Resend it needs RESEND_WEBHOOK_SECRET, and a " +
      "key that may read, not only send.",
    example: "in.portal.example.com",
    ifUnset: "answers go to the reply address in each studio’s settings",
    values: "a domain",
  }),
  IMAP_HOST: variable(host, {
    group:
      "The mailbox that answers come to, read by IMAP (docs/inbound.md). Nothing in it is changed. IMAP_TLS is tls " +
      "(port 993), starttls (port 143) or none (this machine only). IMAP_CA_FILE: your own authority, as PEM. Either " +
      "IMAP_ADDRESS, the mailbox’s own address, where its server takes studio+anything@example.com for it too; or " +
      "INBOUND_DOMAIN above, where it is the catch-all of a whole domain.",
    description: "The server of the mailbox that answers come to, read by IMAP.",
    example: "mail.example.com",
    values: "a host’s name",
    needs: "IMAP_USER, IMAP_PASSWORD, and IMAP_ADDRESS or INBOUND_DOMAIN",
  }),
  IMAP_PORT: variable(z.preprocess(absent, port.optional()), {
    grouped: true,
    description: "Its port.",
    example: "993",
    ifUnset: "993 with tls, else 143",
  }),
  IMAP_TLS: variable(z.preprocess(absent, z.enum(["tls", "starttls", "none"]).default("tls")), {
    grouped: true,
    description:
      "How the way there is encrypted: from the first byte, from a command on, or not at all, which is for this " +
      "machine only.",
    example: "tls",
  }),
  IMAP_USER: variable(optional(z.string()), {
    grouped: true,
    description: "Who signs in there.",
    example: "studio@example.com",
  }),
  IMAP_PASSWORD: variable(optional(z.string()), {
    grouped: true,
    description: "Their password.",
    example: "",
  }),
  IMAP_CA_FILE: variable(optional(z.string()), {
    grouped: true,
    description: "A certificate of your own authority, where the server’s is signed by it.",
    example: "",
    values: "a PEM file",
  }),
  IMAP_FOLDER: variable(z.preprocess(absent, z.string().max(200).default("INBOX")), {
    grouped: true,
    description: "The folder that is read.",
    example: "INBOX",
  }),
  IMAP_ADDRESS: variable(optional(mailbox), {
    grouped: true,
    description:
      "The mailbox’s own address, where its server takes what is sent to studio+anything@example.com for it too.",
    example: "studio@example.com",
    values: "an email address without a +",
    needs: "IMAP_HOST; not with INBOUND_DOMAIN",
  }),
  IMAP_AUTH_SERVER: variable(
    optional(z.string().regex(/^[a-z0-9.-]{1,253}$/i, "is not a server's name")),
    {
      description:
        "What that server writes first into Authentication-Results. Only then are senders believed that answer from " +
        "elsewhere than by a secret reply address.",
      example: "mail.example.com",
      ifUnset: "such emails are held",
      values: "a server’s name",
    },
  ),
};

export const inbound = { title: "Answers by email", variables } satisfies Section;

/** What is wrong with the variables of email that comes in: each with its variable's name. */
export function inboundProblems(env: {
  IMAP_HOST?: string;
  IMAP_USER?: string;
  IMAP_PASSWORD?: string;
  IMAP_TLS: string;
  IMAP_CA_FILE?: string;
  IMAP_ADDRESS?: string;
  INBOUND_DOMAIN?: string;
  SMTP_HOST?: string;
  RESEND_API_KEY?: string;
  RESEND_WEBHOOK_SECRET?: string;
}): Problems {
  const { IMAP_HOST, IMAP_ADDRESS, INBOUND_DOMAIN } = env;
  const together = whichAre([
    ...(["IMAP_USER", "IMAP_PASSWORD"] as const).map((name): [boolean, string, string] => [
      Boolean(IMAP_HOST && !env[name]),
      name,
      "is needed with IMAP_HOST",
    ]),
    [
      Boolean(IMAP_HOST && env.IMAP_TLS === "none" && !isLoopback(IMAP_HOST)),
      "IMAP_TLS",
      "is none: the password would cross the network in the open. Use tls or starttls",
    ],
    [
      Boolean(IMAP_HOST && !IMAP_ADDRESS && !INBOUND_DOMAIN),
      "IMAP_ADDRESS",
      "is needed with IMAP_HOST: the mailbox's own address, or INBOUND_DOMAIN for a catch-all domain",
    ],
    [
      Boolean(IMAP_ADDRESS && INBOUND_DOMAIN),
      "IMAP_ADDRESS",
      "and INBOUND_DOMAIN are both set: answers come to one of them, so leave the other away",
    ],
    [Boolean(IMAP_ADDRESS && !IMAP_HOST), "IMAP_HOST", "is needed with IMAP_ADDRESS"],
    [
      Boolean(INBOUND_DOMAIN && env.SMTP_HOST && !IMAP_HOST),
      "IMAP_HOST",
      "is needed with INBOUND_DOMAIN and SMTP_HOST: answers would come to a mailbox that nobody reads",
    ],
    [
      Boolean(INBOUND_DOMAIN && env.RESEND_API_KEY && !IMAP_HOST && !env.RESEND_WEBHOOK_SECRET),
      "RESEND_WEBHOOK_SECRET",
      "is needed with INBOUND_DOMAIN: without it no reply could be told from a forged one",
    ],
  ]);
  return [...together, ...authorityProblems("IMAP_CA_FILE", env.IMAP_CA_FILE)];
}
