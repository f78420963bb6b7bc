import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Problems } from "./env-kinds";

/**
 * What is wrong with a variable that names an authority's file. Read at the start: one that cannot be used would else
 * be found with the first email.
 */
export function authorityProblems(name: string, path: string | undefined): Problems {
  if (!path) return [];
  try {
    return isAuthority(readFileSync(path, "utf8"))
      ? []
      : [[name, "names a file with no certificate in it: it has to be PEM"]];
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return [[name, `names a file that ${isMissing ? "is not there" : "cannot be read"}`]];
  }
}

/** Whether a text is one certificate or several, as PEM. */
export function isAuthority(pem: string): boolean {
  const each = pem.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
  try {
    return each.length > 0 && each.every((one) => new X509Certificate(one).subject !== undefined);
  } catch {
    return false;
  }
}
