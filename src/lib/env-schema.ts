import { z } from "zod";
import type { Section } from "./env-kinds";
import { backupProblems, backups } from "./env-sections/backups";
import { database } from "./env-sections/database";
import { files, filesProblems } from "./env-sections/files";
import { inbound, inboundProblems } from "./env-sections/inbound";
import { mail, mailProblems } from "./env-sections/mail";
import { place } from "./env-sections/place";
import { running, runningProblems } from "./env-sections/running";
import { signIn, signInProblems } from "./env-sections/sign-in";

/**
 * All that may be set, in the order of docs/configuration.md and .env.example. Both are made from this by
 * `node scripts/configuration.mjs`.
 */
export const sections: Section[] = [
  place,
  database,
  files,
  backups,
  mail,
  inbound,
  signIn,
  running,
];

/** What our own scripts tell the processes, and nobody sets. */
const ours = {
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  UPTOMARK_EMBEDDED: z.literal("1").optional(),
  UPTOMARK_SUPERVISED: z.literal("1").optional(),
};

export const schema = z
  .object({
    ...place.variables,
    ...database.variables,
    ...files.variables,
    ...backups.variables,
    ...mail.variables,
    ...inbound.variables,
    ...signIn.variables,
    ...running.variables,
    ...ours,
  })
  .superRefine((env, context) => {
    for (const [name, message] of [
      ...mailProblems(env),
      ...inboundProblems(env),
      ...signInProblems(env),
      ...backupProblems(env),
      ...filesProblems(env),
      ...runningProblems(env),
    ])
      context.addIssue({ code: "custom", path: [name], message });
  });
