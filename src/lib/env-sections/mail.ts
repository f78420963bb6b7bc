import { existsSync } from "node:fs";
import { z } from "zod";
import {
  absent,
  optional,
  port,
  variable,
  whichAre,
  type Problems,
  type Section,
} from "@/lib/env-kinds";
import { isLoopback } from "@/lib/loopback";

/** In the provider's format: whsec_ and base64. */
const webhookSecret = z
  .string()
  .regex(
    /^whsec_[A-Za-z0-9+/]{16,180}={0,2}$/,
    "is not a webhook's signing secret: it begins with whsec_",
  );
const domain = z
  .string()
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i,
    "must be a domain alone, like in.example.com: no @ and no https://",
  )
  .transform((name) => name.toLowerCase());

const smtp = {
  SMTP_HOST: variable(optional(z.string().regex(/^[a-z0-9.:-]{1,253}$/i, "is not a host's name")), {
    group:
      "Instead of Resend: a mail server of your own. SMTP_TLS is starttls, tls (port 465) or none (this " +
      "machine only). Leave user and password away for a server that asks for neither. SMTP_CA_FILE: your " +
      "own authority, as PEM.",
    description: "Instead of Resend: a mail server of your own.",
    example: "mail.example.com",
    values: "a host’s name",
    needs: "MAIL_FROM; not with RESEND_API_KEY",
  }),
  SMTP_PORT: variable(z.preprocess(absent, port.optional()), {
    grouped: true,
    description: "Its port.",
    example: "587",
    ifUnset: "465 with tls, else 587",
  }),
  SMTP_TLS: variable(
    z.preprocess(absent, z.enum(["tls", "starttls", "none"]).default("starttls")),
    {
      grouped: true,
      description:
        "How the way there is encrypted: from the first byte (port 465), from a command on, or not at all, " +
        "which is for this machine only.",
      example: "starttls",
    },
  ),
  SMTP_USER: variable(optional(z.string()), {
    grouped: true,
    description: "Who signs in there. Leave it away for a server that does not ask.",
    example: "studio@example.com",
    needs: "SMTP_PASSWORD",
  }),
  SMTP_PASSWORD: variable(optional(z.string()), {
    grouped: true,
    description: "Their password.",
    example: "",
    needs: "SMTP_USER",
  }),
  SMTP_CA_FILE: variable(optional(z.string()), {
    grouped: true,
    description: "A certificate of your own authority, where the server’s is signed by it.",
    example: "",
    values: "a PEM file",
  }),
};

const resend = {
  RESEND_API_KEY: variable(optional(z.string().min(8)), {
    description: "Resend’s API key.",
    example: "re_...",
    ifUnset:
      "without SMTP_HOST too, emails stay on this machine and are read in the studio, under Emails, and " +
      "sign-in links are printed in the terminal",
    needs: "MAIL_FROM",
  }),
  MAIL_FROM: variable(optional(z.email()), {
    description:
      "The address emails come from, on a domain you have verified at Resend. Needed with RESEND_API_KEY, " +
      "and with SMTP_HOST, where it is one that your server may send from.",
    example: "emails@portal.example.com",
  }),
  RESEND_WEBHOOK_SECRET: variable(optional(webhookSecret), {
    description:
      'The signing secret of a webhook at Resend that sends every "email.…" event to ' +
      "APP_URL/api/webhooks/resend: emails ",
    example: "whsec_...",
    values: "begins with whsec_",
  }),
  RESEND_WEBHOOK_SECRET_FORMER: variable(optional(webhookSecret), {
    description: "While you replace the secret: the previous one.",
    example: "",
    values: "begins with whsec_",
  }),
};

const variables = {
  ...smtp,
  ...resend,
  INBOUND_DOMAIN: variable(optional(domain), {
    description:
      "A domain whose email Resend receives for you (docs/inbound.md): what clients answer from their mail " +
      "program then lands in the thread. Needs a key that may read, not only send.",
    example: "in.portal.example.com",
    ifUnset: "answers go to the reply address in each studio’s settings",
    values: "a domain",
    needs: "RESEND_WEBHOOK_SECRET",
  }),
  EMAILS_PER_SECOND: variable(z.preprocess(absent, z.coerce.number().min(0).max(1000).optional()), {
    description:
      "How many emails a second one account sends, across all workers. 0 means no limit.",
    example: "2",
    ifUnset: "2, Resend’s own limit for a new account, and 20 by a mail server",
  }),
  EMAIL_LEASE_SECONDS: variable(
    z.preprocess(absent, z.coerce.number().int().min(1).max(3600).default(40)),
    {
      description:
        "For how many seconds a worker has an email to itself. It must be more than an attempt may take: ten " +
        "seconds by Resend, thirty by a mail server.",
      example: "40",
    },
  ),
  RESEND_BASE_URL: variable(optional(z.url()), {
    description: "Another address for Resend’s API, for tests with a stand-in.",
    example: "",
  }),
};

export const mail = { title: "Mail", variables } satisfies Section;

/** What is wrong with them together. */
export function mailProblems(env: {
  SMTP_HOST?: string;
  SMTP_USER?: string;
  SMTP_PASSWORD?: string;
  SMTP_TLS: string;
  SMTP_CA_FILE?: string;
  RESEND_API_KEY?: string;
  RESEND_WEBHOOK_SECRET?: string;
  INBOUND_DOMAIN?: string;
  MAIL_FROM?: string;
}): Problems {
  const { SMTP_HOST, SMTP_USER, SMTP_PASSWORD, SMTP_TLS, SMTP_CA_FILE, RESEND_API_KEY } = env;
  const isOpen = SMTP_TLS === "none" && !isLoopback(SMTP_HOST ?? "");
  return whichAre([
    [
      Boolean(RESEND_API_KEY && !env.MAIL_FROM),
      "MAIL_FROM",
      "is needed with RESEND_API_KEY: the address emails come from",
    ],
    [
      Boolean(SMTP_HOST && RESEND_API_KEY),
      "SMTP_HOST",
      "and RESEND_API_KEY are both set: emails go by one of them, so leave the other away",
    ],
    [
      Boolean(SMTP_HOST && !env.MAIL_FROM),
      "MAIL_FROM",
      "is needed with SMTP_HOST: the address emails come from",
    ],
    [
      Boolean(SMTP_USER) !== Boolean(SMTP_PASSWORD),
      "SMTP_PASSWORD",
      "goes together with SMTP_USER; leave both away for a server that asks for neither",
    ],
    [
      Boolean(SMTP_USER && isOpen),
      "SMTP_TLS",
      "is none: a password would cross the network in the open. Use starttls or tls",
    ],
    [
      Boolean(SMTP_CA_FILE && !existsSync(SMTP_CA_FILE)),
      "SMTP_CA_FILE",
      "names a file that is not there",
    ],
    [
      Boolean(env.INBOUND_DOMAIN && RESEND_API_KEY && !env.RESEND_WEBHOOK_SECRET),
      "RESEND_WEBHOOK_SECRET",
      "is needed with INBOUND_DOMAIN: without it no reply could be told from a forged one",
    ],
  ]);
}
