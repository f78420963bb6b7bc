import type { z } from "zod";
import type { Scope } from "@/auth/scope";
import { readAnswers, readCases, readDeadlines, readProjects, type Which } from "./queries";
import { answer, clientCase, deadline, project } from "./schema";

/** One thing that can be read: its shape, how it is read, and what it is called in the API's own document. */
type Resource = {
  one: z.ZodType<{ id: string }>;
  read: (scope: Scope, which: Which) => Promise<{ id: string }[]>;
  name: string;
  about: string;
};

/** Everything that other programs can read, by its place under /api/v1. A new one is an entry here and a query. */
export const resources = {
  projects: {
    one: project,
    read: readProjects,
    name: "Project",
    about: "Pieces of work, open and closed.",
  },
  deadlines: {
    one: deadline,
    read: readDeadlines,
    name: "Deadline",
    about: "Promised dates. Days are in the studio's zone.",
  },
  answers: {
    one: answer,
    read: readAnswers,
    name: "Answer",
    about:
      "Answers to surveys. A later answer to the same survey is a revision, kept beside the first.",
  },
  cases: {
    one: clientCase,
    read: readCases,
    name: "Case",
    about: "Recovery cases, open and closed.",
  },
} as const satisfies Record<string, Resource>;

/** What is found under this name, or null. */
export function resourceOf(name: string | undefined): Resource | null {
  return name && Object.hasOwn(resources, name) ? resources[name as keyof typeof resources] : null;
}
