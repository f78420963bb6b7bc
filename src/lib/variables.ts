import type { Say } from "@/language/say";
import { cut } from "./cut";

/** `{project}`, or whatever is between two braces. */
const VARIABLE = /\{([^{}\n]*)\}/g;

/**
 * Returns what is wrong with the variables of a text, as one sentence that names the field and the problem; null when
 * they are fine.
 */
export function faultInVariables(
  label: string,
  text: string,
  variables: readonly string[],
  t: Say,
): string | null {
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", at + 1)) {
    const inside = /^\{([^{}\n]*)\}/.exec(text.slice(at))?.[1];
    if (inside === undefined)
      return t("fields.brace", { label, at: shortened(text.slice(at)), example: "{project}" });
    if (!variableOf(inside, variables))
      return t("fields.variable", {
        label,
        name: `{${shortened(inside)}}`,
        names: variables.map((name) => `{${name}}`).join(", "),
      });
  }
  return null;
}

/**
 * Returns a text with the values in place of their variables, in one pass: a brace in a value stays a brace. A variable
 * without a value stays as it is.
 */
export function fillVariables<Name extends string>(
  text: string,
  values: { [Key in Name]: string | null },
): string {
  const names = Object.keys(values) as Name[];
  return text.replace(VARIABLE, (whole, inside: string) => {
    const name = variableOf(inside, names);
    return (name && values[name]) ?? whole;
  });
}

function variableOf<Name extends string>(inside: string, names: readonly Name[]): Name | undefined {
  const asked = inside.trim().replace(/\s+/g, " ").toLowerCase();
  return names.find((name) => name === asked);
}

function shortened(text: string): string {
  return cut(text.split("\n")[0] ?? "", 25);
}
