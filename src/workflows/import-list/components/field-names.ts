import type { Field } from "@/workflows/import-list/schema";

/** The fields a column can be, in the order in which they are offered. Apart from the schema, which a browser needs not. */
const names: Record<Field, true> = {
  client: true,
  contactName: true,
  address: true,
  zone: true,
  language: true,
  project: true,
  summary: true,
};
export const FIELD_NAMES = Object.keys(names) as Field[];
