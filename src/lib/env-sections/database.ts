import { z } from "zod";
import { databaseAddressProblem } from "@/lib/database-address.mjs";
import { optional, secret, variable, type Section } from "@/lib/env-kinds";

const databaseAddress = z.string().superRefine((address, context) => {
  const problem = databaseAddressProblem(address);
  if (problem) context.addIssue({ code: "custom", message: problem });
});

const example = "postgresql://uptomark:password@localhost:5432/uptomark";
const values = "an address of PostgreSQL";

const variables = {
  DATABASE_URL: variable(databaseAddress, {
    description: "Your own PostgreSQL (15 or newer).",
    example,
    ifUnset: "an embedded one with its data in DATA_DIR, and the demo studio",
    values: `${values}; see README.md for what it may have`,
  }),
  DIRECT_DATABASE_URL: variable(optional(databaseAddress), {
    description:
      "Behind a pooler such as PgBouncer: its address above, and here the same database past it, for " +
      "migrations, the job queue and live updates. See README.md.",
    example,
    ifUnset: "everything goes by DATABASE_URL",
    values,
    needs: "DATABASE_URL",
  }),
  DATA_DIR: variable(optional(z.string()), {
    description: "Where the embedded database and the generated secret are kept.",
    example: ".data",
    ifUnset: ".data",
    values: "a folder",
  }),
  APP_SECRET: variable(secret, {
    description:
      "Keep it, and keep it secret: client links and emails are encrypted with keys derived from it and " +
      "cannot be read without it. Needed with DATABASE_URL or a public APP_URL. A good one: openssl rand " +
      "-base64 48.",
    example: "",
    ifUnset: "one is generated once, and kept in DATA_DIR",
  }),
};

export const database = { title: "Database and secret", variables } satisfies Section;
