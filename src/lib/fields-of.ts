import { z } from "zod";

/** What a form's field takes from the schema that will read it. */
export type FieldFacts<Name extends string = string> = {
  name: Name;
  required?: true;
  maxLength?: number;
  min?: number;
  max?: number;
};

/**
 * Returns for each field of a schema its name and bounds, to be spread onto the input: what is typed
 * is held by the same bounds on both sides, and a field that was renamed does not compile.
 */
export function fieldsOf<S extends z.ZodObject>(
  schema: S,
): { [Name in keyof S["shape"] & string]: FieldFacts<Name> } {
  const fields = Object.entries(schema.shape).map(([name, field]) => [
    name,
    { name, ...factsOf(field as z.ZodType) },
  ]);
  return Object.fromEntries(fields);
}

function factsOf(field: z.ZodType): Omit<FieldFacts, "name"> {
  const { minimum, maximum, isNumber } = boundsOf(field);
  return {
    // An input that is left empty is sent as an empty text.
    ...(field.safeParse("").success ? {} : { required: true as const }),
    ...(isNumber
      ? { min: minimum, max: maximum }
      : maximum === undefined
        ? {}
        : { maxLength: maximum }),
  };
}

type Bounds = { minimum?: number; maximum?: number; isNumber?: boolean };

/** Looks through what wraps the text or number itself: an optional, a preprocess, a transform. */
function boundsOf(field: z.ZodType): Bounds {
  if (field instanceof z.ZodString) return { maximum: field.maxLength ?? undefined };
  if (field instanceof z.ZodNumber)
    return {
      minimum: field.minValue ?? undefined,
      maximum: field.maxValue ?? undefined,
      isNumber: true,
    };
  if (field instanceof z.ZodPipe) {
    const inner = boundsOf(field.out as z.ZodType);
    return inner.maximum === undefined ? boundsOf(field.in as z.ZodType) : inner;
  }
  if (
    field instanceof z.ZodOptional ||
    field instanceof z.ZodNullable ||
    field instanceof z.ZodDefault ||
    field instanceof z.ZodCatch
  )
    return boundsOf(field.unwrap() as z.ZodType);
  return {};
}
