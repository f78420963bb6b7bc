import { domainToASCII } from "node:url";
import { addressParser } from "postal-mime";
import type { Header } from "./read";

/** Whether the sender of an email is proven to be who From says, and why or why not. */
export type Verdict = { verdict: "verified" | "unverified"; reason: string };

type Email = {
  /** All headers, the topmost first. */
  headers: Header[];
  /** The address in From. */
  from: string | null;
  /** The servers whose word counts: what they put first in Authentication-Results (RFC 8601). */
  trusted: string[];
};

const unverified = (reason: string): Verdict => ({ verdict: "unverified", reason });

/**
 * Returns whether the server that received an email vouches for the domain in From. Only the
 * topmost Authentication-Results counts, and only of a trusted server: a sender can write the others.
 */
export function verdictOf({ headers, from, trusted }: Email): Verdict {
  const domain = domainOf(from ?? "");
  if (!domain) return unverified("The email has no sender.");
  const senders = headers.filter(({ key }) => key === "from");
  const named = senders.flatMap(({ value }) => addressParser(value, { flatten: true }));
  if (named.length > 1) return unverified("The email names more than one sender.");
  const top = headers.find(({ key }) => key === "authentication-results");
  if (!top) return unverified("No server has checked where the email is from.");
  const { server, results } = parseResults(top.value);
  if (!trusted.some((one) => one.toLowerCase() === server))
    return unverified("The check of where the email is from is not by a server we trust.");
  return judge(results, domain);
}

function judge(results: Result[], domain: string): Verdict {
  const dmarc = results.filter(({ method }) => method === "dmarc");
  if (dmarc.length > 1) return unverified("The check of where the email is from is no clear one.");
  if (dmarc[0]?.value === "fail") return unverified(`The check of ${domain} (DMARC) failed.`);
  const passed = results.filter(({ value }) => value === "pass");
  const proof = passed.find((one) =>
    isAligned(domainOf(speaksFor(one, results) ?? domain), domain),
  );
  if (proof) return { verdict: "verified", reason: `${PROOFS[proof.method]} ${domain}.` };
  return unverified(
    passed.length > 0
      ? `What was checked is of another domain than ${domain}.`
      : `Nothing proves that the email is from ${domain}.`,
  );
}

const PROOFS: Record<string, string> = {
  dmarc: "DMARC passed for",
  dkim: "It has a right signature (DKIM) for",
  spf: "The server may send (SPF) for",
};

/** Returns the address or domain a result is about: null is From's own, "" none. */
function speaksFor({ method, about }: Result, results: Result[]): string | null {
  if (method === "dmarc") return about["header.from"] ?? null;
  if (method === "dkim") return about["header.d"] ?? about["header.i"] ?? "";
  if (method !== "spf") return "";
  // Amazon SES says it in a part of its own: "spf=pass …; envelope-from=ana@example.com; …".
  const envelope = results.find((one) => one.method === "envelope-from")?.value;
  return about["smtp.mailfrom"] ?? envelope ?? "";
}

/** A domain may speak for those below it, and none for the one above it. */
const isAligned = (own: string, domain: string) =>
  own.includes(".") && (own === domain || domain.endsWith(`.${own}`));

const domainOf = (address: string) =>
  domainToASCII(
    address
      .trim()
      .split("@")
      .at(-1)!
      .replace(/^<|[>.]+$/g, "")
      .toLowerCase(),
  );

type Result = { method: string; value: string; about: Record<string, string> };

/** Reads "server 1; dkim=pass header.d=example.com; spf=fail smtp.mailfrom=example.com". */
function parseResults(header: string): { server: string; results: Result[] } {
  const [first = "", ...rest] = splitOutside(withoutComments(header.slice(0, 8_000)), ";");
  return {
    server: first.trim().split(/\s+/)[0]!.toLowerCase(),
    results: rest.flatMap((part) => {
      const pairs = [...part.matchAll(/([\w.-]+)\s*=\s*("[^"]*"|[^\s;]+)/g)].map(
        ([, name, value]) => [name!.toLowerCase(), value!.replace(/^"|"$/g, "")] as const,
      );
      const [main, ...about] = pairs;
      if (!main) return [];
      return [{ method: main[0], value: main[1].toLowerCase(), about: Object.fromEntries(about) }];
    }),
  };
}

/** Comments are words for people: "(example.com: domain of a@b.c designates …)". */
function withoutComments(text: string): string {
  let depth = 0;
  let isQuoted = false;
  let result = "";
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at]!;
    if (one === "\\") at += 1;
    else if (one === '"' && depth === 0) isQuoted = !isQuoted;
    if (!isQuoted && one === "(") depth += 1;
    else if (!isQuoted && one === ")" && depth > 0) depth -= 1;
    else if (depth === 0) result += one;
  }
  return result;
}

function splitOutside(text: string, sign: string): string[] {
  const parts = [""];
  let isQuoted = false;
  for (const one of text) {
    if (one === '"') isQuoted = !isQuoted;
    if (one === sign && !isQuoted) parts.push("");
    else parts[parts.length - 1] += one;
  }
  return parts;
}
