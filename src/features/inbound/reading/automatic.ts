import type { Header } from "./read";

/** An email that no person wrote, and the sign by which it is known. */
export type Automatic = {
  kind: "out-of-office" | "bounce" | "list" | "loop" | "auto";
  sign: string;
};

/** Returns what made an email by itself, or null when a person wrote it. */
export function automaticOf(headers: Header[]): Automatic | null {
  const value = headers.find(({ key }) => key === "auto-submitted")?.value ?? "no";
  return /^no\b/i.test(value) ? null : { kind: "auto", sign: `Auto-Submitted: ${value}` };
}
