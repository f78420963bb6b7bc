import { z } from "zod";
import { saying } from "@/language/say";

export const SLUG_LENGTH = { least: 3, most: 40 };

/** The end of a wall's address: what a person would type. */
const slug = z
  .string(saying("wall.fields.slugMissing"))
  .trim()
  .toLowerCase()
  .min(SLUG_LENGTH.least, saying("wall.fields.slugShort", { least: SLUG_LENGTH.least }))
  .max(SLUG_LENGTH.most, saying("wall.fields.slugLong", { most: SLUG_LENGTH.most }))
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, saying("wall.fields.slugShape"));

export const wallAddress = z.object({ slug });

/** A form without fields. */
export const noFields = z.object({});
