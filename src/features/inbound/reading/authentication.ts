import type { Header } from "./read";

/** Whether the sender of an email is proven to be who From says, and why or why not. */
export type Verdict = { verdict: "verified" | "unverified"; reason: string };

/** Returns whether the receiving server vouches for From; only servers in `trusted` are believed. */
export function verdictOf(email: {
  headers: Header[];
  from: string | null;
  trusted: string[];
}): Verdict {
  const top = email.headers.find(({ key }) => key === "authentication-results")?.value ?? "";
  const id = top.split(/[\s;]/)[0]?.toLowerCase() ?? "";
  if (!email.trusted.some((one) => one.toLowerCase() === id))
    return { verdict: "unverified", reason: "No trusted server checked where this email is from." };
  return /\bdmarc=pass\b/i.test(top)
    ? { verdict: "verified", reason: "DMARC passed." }
    : { verdict: "unverified", reason: "DMARC did not pass." };
}
