import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isLoopback } from "./loopback";

/** An attempt by a mail server is over after thirty seconds: only then may another worker have the email. */
const LEAST_LEASE_SECONDS = 31;

type Problem = [name: string, problem: string];
type Check = [is: boolean, name: string, problem: string];

const those = (checks: Check[]) =>
  checks.filter(([is]) => is).map(([, name, problem]): Problem => [name, problem]);

/** What is wrong with the mail server's variables together: each with its variable's name. */
export function smtpProblems(env: {
  SMTP_HOST?: string;
  SMTP_USER?: string;
  SMTP_PASSWORD?: string;
  SMTP_TLS: string;
  SMTP_CA_FILE?: string;
  EMAIL_LEASE_SECONDS: number;
  RESEND_API_KEY?: string;
  MAIL_FROM?: string;
}): Problem[] {
  const { SMTP_HOST, SMTP_USER, SMTP_PASSWORD, SMTP_TLS } = env;
  const isOpen = SMTP_TLS === "none" && !isLoopback(SMTP_HOST ?? "");
  return [
    ...those([
      [
        Boolean(SMTP_HOST && env.RESEND_API_KEY),
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
    ]),
    ...authorityProblems("SMTP_CA_FILE", env.SMTP_CA_FILE),
  ];
}

/** Read at the start: a file that cannot be used would else be found with the first email. */
function authorityProblems(name: string, path: string | undefined): Problem[] {
  if (!path) return [];
  try {
    return isAuthority(readFileSync(path, "utf8"))
      ? []
      : [[name, "names a file with no certificate in it: it has to be PEM"]];
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return [[name, `names a file that ${isMissing ? "is not there" : "cannot be read"}`]];
  }
}

/** Whether a text is one certificate or several, as PEM. */
export function isAuthority(pem: string): boolean {
  const each = pem.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
  try {
    return each.length > 0 && each.every((one) => new X509Certificate(one).subject !== undefined);
  } catch {
    return false;
  }
}

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
}): Problem[] {
  const { IMAP_HOST, IMAP_ADDRESS, INBOUND_DOMAIN } = env;
  return [
    ...those([
      ...(["IMAP_USER", "IMAP_PASSWORD"] as const).map((name): Check => [
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
    ]),
    ...authorityProblems("IMAP_CA_FILE", env.IMAP_CA_FILE),
  ];
}
