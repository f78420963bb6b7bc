import { existsSync } from "node:fs";
import { z } from "zod";
import { databaseAddressProblem } from "./database-address.mjs";

const absent = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const optional = (schema: z.ZodType<string>) => z.preprocess(absent, schema.optional());

const databaseAddress = z.string().superRefine((address, context) => {
  const problem = databaseAddressProblem(address);
  if (problem) context.addIssue({ code: "custom", message: problem });
});

/** In the provider's format: whsec_ and base64. */
const webhookSecret = z
  .string()
  .regex(
    /^whsec_[A-Za-z0-9+/]{16,180}={0,2}$/,
    "is not a webhook's signing secret: it begins with whsec_",
  );

/** Whether an address has nothing after its host and nothing before it. */
function isOrigin(address: string): boolean {
  return URL.canParse(address) && new URL(address).href === `${new URL(address).origin}/`;
}

/**
 * Whether a secret is neither few characters again and again nor a short text repeated. Of 28 million secrets of 32
 * random hexadecimal digits about one has fewer than eight different ones.
 */
function isHardToGuess(secret: string): boolean {
  return new Set(secret).size >= 8 && !/^(.{1,16})\1+$/s.test(secret);
}

/** What is wrong with the variables of an identity provider together: each with its variable's name. */
function oidcProblems(env: {
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
}): [name: string, problem: string][] {
  const { OIDC_ISSUER } = env;
  const names = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  const problems = names
    .filter((name) => !env[name] && names.some((other) => env[other]))
    .map((name): [string, string] => [name, "goes together with the other OIDC variables"]);
  const isOpen = OIDC_ISSUER?.startsWith("http:") && !isLoopback(new URL(OIDC_ISSUER).hostname);
  if (isOpen)
    problems.push([
      "OIDC_ISSUER",
      "begins with http: whoever is on the way could sign in as anybody. Use https",
    ]);
  return problems;
}

/** What is wrong with the mail server's variables together: each with its variable's name. */
function smtpProblems(env: {
  SMTP_HOST?: string;
  SMTP_USER?: string;
  SMTP_PASSWORD?: string;
  SMTP_TLS: string;
  SMTP_CA_FILE?: string;
  RESEND_API_KEY?: string;
  MAIL_FROM?: string;
}): [name: string, problem: string][] {
  const { SMTP_HOST, SMTP_USER, SMTP_PASSWORD, SMTP_TLS, SMTP_CA_FILE } = env;
  const isOpen = SMTP_TLS === "none" && !isLoopback(SMTP_HOST ?? "");
  const problems: [boolean, string, string][] = [
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
      Boolean(SMTP_CA_FILE && !existsSync(SMTP_CA_FILE)),
      "SMTP_CA_FILE",
      "names a file that is not there",
    ],
  ];
  return problems.filter(([is]) => is).map(([, name, problem]) => [name, problem]);
}

/** What is wrong with the variables of backups together: each with its variable's name. */
function backupProblems(env: {
  BACKUP_DIR?: string;
  BACKUP_BUCKET?: string;
  BACKUP_AT?: string;
  S3_ENDPOINT?: string;
}): [name: string, problem: string][] {
  const { BACKUP_DIR, BACKUP_BUCKET, BACKUP_AT, S3_ENDPOINT } = env;
  const problems: [boolean, string, string][] = [
    [
      Boolean(BACKUP_DIR && BACKUP_BUCKET),
      "BACKUP_DIR",
      "and BACKUP_BUCKET are both set: backups go to one of them, so leave the other away",
    ],
    [
      Boolean(BACKUP_BUCKET && !S3_ENDPOINT),
      "BACKUP_BUCKET",
      "goes together with the S3 variables: it is a bucket of that account",
    ],
    [
      Boolean(BACKUP_AT && !BACKUP_DIR && !BACKUP_BUCKET),
      "BACKUP_AT",
      "goes together with BACKUP_DIR or BACKUP_BUCKET, where backups go to",
    ],
  ];
  return problems.filter(([is]) => is).map(([, name, problem]) => [name, problem]);
}

const schema = z
  .object({
    NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
    DATABASE_URL: databaseAddress,
    DIRECT_DATABASE_URL: optional(databaseAddress),
    APP_URL: z
      .url({ protocol: /^https?$/ })
      .refine(
        isOrigin,
        "must be a web address alone, like https://portal.example.com: no path, query or user",
      ),
    HOST: z.string().default("127.0.0.1"),
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    APP_SECRET: z
      .string()
      .min(32, "must be at least 32 characters long")
      .refine(isHardToGuess, "is too easy to guess: make one with openssl rand -base64 48"),
    FILES_DIR: z.preprocess(absent, z.string().default(".data/files")),
    S3_ENDPOINT: optional(z.url({ protocol: /^https?$/ })),
    S3_BUCKET: optional(
      z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, "is not the name of a bucket"),
    ),
    S3_REGION: z.preprocess(absent, z.string().default("us-east-1")),
    S3_ACCESS_KEY_ID: optional(z.string()),
    S3_SECRET_ACCESS_KEY: optional(z.string()),
    BACKUP_DIR: optional(z.string()),
    BACKUP_BUCKET: optional(
      z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, "is not the name of a bucket"),
    ),
    BACKUP_AT: optional(
      z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not a time of day, like 03:30 (in UTC)"),
    ),
    BACKUP_KEEP: z.preprocess(absent, z.coerce.number().int().min(1).max(1000).default(7)),
    RESEND_API_KEY: optional(z.string().min(8)),
    RESEND_BASE_URL: optional(z.url()),
    RESEND_WEBHOOK_SECRET: optional(webhookSecret),
    RESEND_WEBHOOK_SECRET_FORMER: optional(webhookSecret),
    MAIL_FROM: optional(z.email()),
    SMTP_HOST: optional(z.string().regex(/^[a-z0-9.:-]{1,253}$/i, "is not a host's name")),
    SMTP_PORT: z.preprocess(absent, z.coerce.number().int().min(1).max(65535).optional()),
    SMTP_TLS: z.preprocess(absent, z.enum(["tls", "starttls", "none"]).default("starttls")),
    SMTP_USER: optional(z.string()),
    SMTP_PASSWORD: optional(z.string()),
    SMTP_CA_FILE: optional(z.string()),
    INBOUND_DOMAIN: optional(
      z
        .string()
        .regex(
          /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i,
          "must be a domain alone, like in.example.com: no @ and no https://",
        )
        .transform((domain) => domain.toLowerCase()),
    ),
    EMAILS_PER_SECOND: z.preprocess(absent, z.coerce.number().min(0).max(1000).optional()),
    EMAIL_LEASE_SECONDS: z.preprocess(absent, z.coerce.number().int().min(1).max(3600).default(40)),
    GOOGLE_CLIENT_ID: optional(z.string()),
    GOOGLE_CLIENT_SECRET: optional(z.string()),
    GITHUB_CLIENT_ID: optional(z.string()),
    GITHUB_CLIENT_SECRET: optional(z.string()),
    OIDC_ISSUER: optional(z.url({ protocol: /^https?$/ })),
    OIDC_CLIENT_ID: optional(z.string()),
    OIDC_CLIENT_SECRET: optional(z.string()),
    OIDC_NAME: z.preprocess(absent, z.string().max(60).default("Single sign-on")),
    WEBHOOKS_ALLOW_PRIVATE: z.preprocess(absent, z.enum(["0", "1"]).optional()),
    TRUSTED_PROXIES: optional(z.string().regex(/^\d$/, "must be a number from 0 to 9")),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    UPTOMARK_EMBEDDED: z.literal("1").optional(),
    UPTOMARK_SUPERVISED: z.literal("1").optional(),
  })
  .superRefine((env, context) => {
    if (env.RESEND_API_KEY && !env.MAIL_FROM)
      context.addIssue({
        code: "custom",
        path: ["MAIL_FROM"],
        message: "is needed with RESEND_API_KEY: the address emails come from",
      });
    for (const [path, message] of [
      ...smtpProblems(env),
      ...oidcProblems(env),
      ...backupProblems(env),
    ])
      context.addIssue({ code: "custom", path: [path], message });
    if (env.INBOUND_DOMAIN && env.RESEND_API_KEY && !env.RESEND_WEBHOOK_SECRET)
      context.addIssue({
        code: "custom",
        path: ["RESEND_WEBHOOK_SECRET"],
        message:
          "is needed with INBOUND_DOMAIN: without it no reply could be told from a forged one",
      });
    const s3 = ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
    for (const name of s3) {
      if (!env[name] && s3.some((other) => env[other]))
        context.addIssue({
          code: "custom",
          path: [name],
          message: "goes together with the other S3 variables",
        });
    }
    for (const provider of ["GOOGLE", "GITHUB"] as const) {
      if (Boolean(env[`${provider}_CLIENT_ID`]) !== Boolean(env[`${provider}_CLIENT_SECRET`]))
        context.addIssue({
          code: "custom",
          path: [`${provider}_CLIENT_SECRET`],
          message: `goes together with ${provider}_CLIENT_ID`,
        });
    }
  });

export type Env = z.infer<typeof schema>;

/** Renamed variables. Ignoring an old name silently would change how an install behaves. */
const RENAMED = {
  LETTERS_PER_SECOND: "EMAILS_PER_SECOND",
  LETTER_LEASE_SECONDS: "EMAIL_LEASE_SECONDS",
};

let parsed: Env | undefined;

/**
 * Returns the environment, parsed once. Throws one Error that names each wrong variable and its
 * cure, never its value. Called on first use, so that a build needs no secrets.
 */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}

/**
 * Reads .env in the working folder, as `npm start` does, for a process that was started by itself; what is set
 * already wins. One that `npm start` runs already has its environment.
 */
export function readEnvFile(): void {
  if (process.env.UPTOMARK_SUPERVISED === "1" || process.env.UPTOMARK_ENV_FILE === "none") return;
  if (existsSync(".env")) process.loadEnvFile(".env");
}

export function parseEnv(variables: Record<string, string | undefined>): Env {
  const retired = Object.entries(RENAMED).filter(([old]) => variables[old]);
  if (retired.length > 0)
    throw new Error(
      "The environment is not usable:\n  " +
        `${retired.map(([old, now]) => `${old} is called ${now} now: rename it`).join("\n  ")}`,
    );
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    (issue) =>
      `${issue.path.join(".")} ${issue.code === "invalid_type" ? "is missing" : issue.message}`,
  );
  throw new Error(`The environment is not usable:\n  ${lines.join("\n  ")}`);
}

/**
 * Returns how many proxies are in front of the web server. It does not speak TLS itself, so an
 * https address means at least one.
 */
export function trustedProxies({
  TRUSTED_PROXIES,
  APP_URL,
}: Pick<Env, "TRUSTED_PROXIES" | "APP_URL">): number {
  return TRUSTED_PROXIES === undefined
    ? Number(APP_URL.startsWith("https:"))
    : Number(TRUSTED_PROXIES);
}

/** Returns whether a host name, with or without a port, is this machine's loopback. */
export function isLoopback(host: string): boolean {
  const name = host
    .replace(/^([^:]*|\[.*\]):\d+$/, "$1")
    .replace(/^\[|\]$/g, "")
    .toLowerCase();
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}
