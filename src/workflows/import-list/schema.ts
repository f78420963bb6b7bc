import { z } from "zod";
import { newClient } from "@/features/clients/schema";
import { newProject } from "@/features/projects/schema";

/** What a column of a list can be, in the order in which they are offered. */
export const FIELDS = [
  "client",
  "contactName",
  "address",
  "zone",
  "language",
  "project",
  "summary",
] as const;
export type Field = (typeof FIELDS)[number];
/** What each column of a list is; null for one that is left out. */
export type Columns = (Field | null)[];

/** A row as it is checked: as if it were typed into the forms for a client and a project. */
export const listedRow = z.object({
  ...newClient.omit({ country: true }).shape,
  project: z.preprocess(
    (value) => (value === "" ? undefined : value),
    newProject.shape.title.optional(),
  ),
  summary: newProject.shape.summary,
});
export type ListedRow = z.infer<typeof listedRow>;

/** What each column is, as it comes in an address: "client,,address". */
export const columnsParam = z
  .string()
  .max(2_000)
  .transform((text): Columns =>
    text.split(",").map((name) => FIELDS.find((field) => field === name) ?? null),
  );
