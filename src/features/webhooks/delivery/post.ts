import { lookup } from "node:dns/promises";
import { request as requestOpen, type IncomingMessage } from "node:http";
import { request as requestSealed } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Attempt, Why } from "@/features/webhooks/rules";
import { env } from "@/lib/env";
import { isPublicAddress } from "@/lib/public-address";

/** An attempt is over by then, however slowly the other side speaks. */
export const LONGEST_MS = 15_000;
/** As much of an answer as is read, and as much as is kept. */
const READ_BYTES = 4096;
const KEPT_CHARACTERS = 300;

type Address = { address: string; family: number };
export type Resolve = (host: string) => Promise<Address[]>;

const resolve: Resolve = (host) => lookup(host, { all: true, verbatim: true });

class Failed extends Error {
  constructor(readonly why: Why) {
    super(why);
  }
}

/** How a post is made where it is not as usual: who tells addresses, how long it may take, and into which networks. */
export type Posting = { ask?: Resolve; longestMs?: number; isPrivateAllowed?: boolean };

const allowsPrivate = () => env().ALLOW_PRIVATE_HOSTS === "1";

/**
 * Returns the address of a URL's host, asked once. Throws a `Failed` whose `why` is "private" where any of
 * its addresses is in a private network, unless the install allows that, and "unknown" where there is none.
 */
async function addressOf(url: URL, ask: Resolve, isPrivateAllowed: boolean): Promise<Address> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const all = family ? [{ address: host, family }] : await ask(host).catch(() => []);
  const [first] = all;
  if (!first) throw new Failed("unknown");
  if (!isPrivateAllowed && all.some(({ address }) => !isPublicAddress(address)))
    throw new Failed("private");
  return first;
}

/** Returns why nothing may be sent to a URL, as far as its host tells; null where it may. */
export async function faultInTarget(
  target: string,
  { ask = resolve, isPrivateAllowed = allowsPrivate() }: Posting = {},
): Promise<"private" | "unknown" | "open" | null> {
  const url = new URL(target);
  if (url.protocol === "http:" && !isPrivateAllowed) return "open";
  try {
    await addressOf(url, ask, isPrivateAllowed);
    return null;
  } catch (error) {
    if (error instanceof Failed) return error.why as "private" | "unknown";
    throw error;
  }
}

/**
 * Posts a body once, and tells how it went; never throws. The connection goes to the address that was checked, whatever
 * the name gives a moment later, and no redirect is followed.
 */
export async function post(
  target: string,
  body: string,
  headers: Record<string, string>,
  { ask = resolve, longestMs = LONGEST_MS, isPrivateAllowed = allowsPrivate() }: Posting = {},
): Promise<Attempt> {
  const begun = performance.now();
  const end = (rest: Omit<Attempt, "tookMs">): Attempt => ({
    ...rest,
    tookMs: Math.round(performance.now() - begun),
  });
  const signal = AbortSignal.timeout(longestMs);
  try {
    const url = new URL(target);
    const checked = await withinTime(addressOf(url, ask, isPrivateAllowed), signal);
    const { status, answer } = await send(url, checked, body, headers, signal);
    return end({ status, answer, why: whyNot(status) });
  } catch (error) {
    const why = error instanceof Failed ? error.why : signal.aborted ? "slow" : "unreachable";
    return end({ status: null, answer: "", why });
  }
}

function whyNot(status: number): Why | "" {
  if (status >= 200 && status < 300) return "";
  return status >= 300 && status < 400 ? "redirect" : "status";
}

function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, failed) => {
    signal.addEventListener("abort", () => failed(new Failed("slow")), { once: true });
    work.then(done, failed);
  });
}

function send(
  url: URL,
  checked: Address,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<{ status: number; answer: string }> {
  // Whatever is asked for, the answer is the address that was checked.
  const pinned: LookupFunction = (_host, options, found) =>
    options.all ? found(null, [checked]) : found(null, checked.address, checked.family);
  const begin = url.protocol === "https:" ? requestSealed : requestOpen;
  return new Promise((done, failed) => {
    const request = begin(url, { method: "POST", headers, agent: false, lookup: pinned, signal });
    request.once("error", failed);
    request.once("response", (response) => {
      readStart(response).then(
        (answer) => (request.destroy(), done({ status: response.statusCode ?? 0, answer })),
        failed,
      );
    });
    request.end(body);
  });
}

async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= READ_BYTES) break;
  }
  const text = Buffer.concat(chunks).toString("utf8").replaceAll("\u0000", "");
  return text.slice(0, KEPT_CHARACTERS).toWellFormed();
}
