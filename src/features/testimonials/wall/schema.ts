import { z } from "zod";

export const SLUG_LENGTH = { least: 3, most: 40 };

/** The end of a wall's address: what a person would type. */
const slug = z
  .string("Address: please enter one.")
  .trim()
  .toLowerCase()
  .min(SLUG_LENGTH.least, `Address: please use at least ${SLUG_LENGTH.least} characters.`)
  .max(SLUG_LENGTH.most, `Address: please use at most ${SLUG_LENGTH.most} characters.`)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    "Address: please use a to z, digits and single hyphens between them, such as studio-holm.",
  );

export const wallAddress = z.object({ slug });

/** A form without fields. */
export const noFields = z.object({});
