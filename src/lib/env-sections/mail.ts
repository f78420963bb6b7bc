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

/** An attempt by a mail server is over after thirty seconds: only then may another worker have the email. */
const LEAST_LEASE_SECONDS = 31;

/** In the provider's format: whsec_ and base64. */
const webhookSecret = z
  .string()
  .regex(
    /^whsec_[A-Za-z0-9+/]{16,180}={0,2}$/,
    "is not a webhook's signing secret: it begins with whsec_",
  );

const smtp = {
  SMTP_HOST: variable(host, {
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
        "seconds by Resend, thirty by a mail server. With SMTP_HOST less than 31 is refused.",
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
  EMAIL_LEASE_SECONDS: number;
  RESEND_API_KEY?: string;
  MAIL_FROM?: string;
}): Problems {
  const { SMTP_HOST, SMTP_USER, SMTP_PASSWORD, SMTP_TLS, RESEND_API_KEY } = env;
  const isOpen = SMTP_TLS === "none" && !isLoopback(SMTP_HOST ?? "");
  const together = whichAre([
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
      Boolean(SMTP_HOST) && env.EMAIL_LEASE_SECONDS < LEAST_LEASE_SECONDS,
      "EMAIL_LEASE_SECONDS",
      `is too short with SMTP_HOST: a mail server may take thirty seconds. Use ${LEAST_LEASE_SECONDS} or more`,
    ],
  ]);
  return [...together, ...authorityProblems("SMTP_CA_FILE", env.SMTP_CA_FILE)];
}
