import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { db, type Tx } from "@/db/client";
import { refusal } from "@/language/refusals";
import { ADDRESS_HEADER } from "./address";
import { storedToken } from "./stored-token";

const MINUTE = 60;
const DAY = 1440 * MINUTE;

type LimitName = keyof typeof limits;

const limits = {
  /** Sign-in links asked for with one email address from one network address. */
  "sign-in-pair": { points: 5, duration: 10 * MINUTE },
  /**
   * Sign-in links asked for with one email address from anywhere: higher, so that one stranger
   * cannot use up its owner's limit.
   */
  "sign-in-address": { points: 30, duration: 10 * MINUTE },
  /** Sign-in links and passkeys asked for, or redeemed, from one network address. */
  "sign-in-place": { points: 20, duration: 10 * MINUTE },
  /** Sign-in emails to one address: a stranger may ask for them too. */
  "sign-in-email": { points: 15, duration: DAY },
  /** Sign-in emails of the whole install: below what the smallest plan of the mail provider sends. */
  "sign-in-emails": { points: 80, duration: DAY },
  /** Times that one freelancer asks for another address to sign in with. */
  "address-change": { points: 5, duration: 60 * MINUTE },
  /** Passkeys that one freelancer begins to add. */
  "passkey-new": { points: 20, duration: 10 * MINUTE },
  /** Files one contact sends on their page. */
  "contact-file": { points: 60, duration: 10 * MINUTE },
  /** Messages one contact writes on their page. */
  "contact-message": { points: 10, duration: MINUTE },
  /** Files one subcontractor sends on their page. */
  "subcontractor-file": { points: 60, duration: 10 * MINUTE },
  /** Messages one subcontractor writes on their page. */
  "subcontractor-message": { points: 10, duration: MINUTE },
  /** Choices one subcontractor makes on their page. */
  "subcontractor-choice": { points: 30, duration: 10 * MINUTE },
  /** Keys of a mail account that one freelancer has checked. */
  "account-check": { points: 20, duration: 10 * MINUTE },
  /** What one program reads with its token. */
  "api-token": { points: 120, duration: MINUTE },
  /** Times that one contact's page says that they are there. */
  "contact-opened": { points: 30, duration: 10 * MINUTE },
  /** Choices one contact makes on their page. */
  "contact-choice": { points: 30, duration: 10 * MINUTE },
} as const;

/** What is counted in memory, by network address. */
const openings = {
  page: { points: 300, duration: MINUTE },
  /** Signed events do not count: the provider reports many emails from few addresses. */
  webhook: { points: 1200, duration: MINUTE },
} as const;

const cached = globalThis as unknown as { uptomarkOpenings?: Map<string, RateLimiterMemory> };

/** Counts one more; refuses when it is too many. Counted in the database, so that a restart forgives nothing. */
export async function limit(name: LimitName, key: string): Promise<void> {
  const { isWithin, msBeforeNext } = await count(name, key);
  if (isWithin) return;
  const minutes = Math.max(1, Math.ceil(msBeforeNext / 60_000));
  throw refusal("too-many", "often", { minutes });
}

/** Deletes what was counted under these keys, whatever it was counted for. */
export async function forgetLimits(tx: Tx, keys: string[]): Promise<void> {
  const names = Object.keys(limits);
  const rows = keys.flatMap((key) => names.map((name) => `${name}:${storedToken(key)}`));
  await tx.rateLimiterFlexible.deleteMany({ where: { key: { in: rows } } });
}

/** Counts one more, and tells whether it is within the limit and whether it is the first that is not. */
export async function count(name: LimitName, key: string) {
  const limiter = new RateLimiterPrisma({
    storeClient: db(),
    tableName: "rateLimiterFlexible",
    keyPrefix: name,
    clearExpiredByTimeout: false,
    ...limits[name],
  });
  try {
    const { msBeforeNext } = await limiter.consume(storedToken(key));
    return { isWithin: true, isFirstPast: false, msBeforeNext };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const { consumedPoints, msBeforeNext } = error;
    return {
      isWithin: false,
      isFirstPast: consumedPoints === limits[name].points + 1,
      msBeforeNext,
    };
  }
}

/**
 * Returns whether one more visit to a token page from this network address is within 300 a minute.
 * Counted in memory: a GET changes nothing in the database.
 */
export function withinPageLimit(headers: Headers): Promise<boolean> {
  return isWithin("page", headers);
}

/** The same for what is sent to the provider's webhook: 1200 a minute that are not signed. */
export function withinWebhookLimit(headers: Headers): Promise<boolean> {
  return isWithin("webhook", headers);
}

/** An event was signed: it does not count, however many the provider sends. */
export async function forgiveSigned(headers: Headers): Promise<void> {
  await limiterOf("webhook").reward(placeOf(headers));
}

const placeOf = (headers: Headers) => headers.get(ADDRESS_HEADER) ?? "unknown";

function limiterOf(name: keyof typeof openings): RateLimiterMemory {
  const all = (cached.uptomarkOpenings ??= new Map());
  const limiter = all.get(name) ?? new RateLimiterMemory({ keyPrefix: name, ...openings[name] });
  all.set(name, limiter);
  return limiter;
}

async function isWithin(name: keyof typeof openings, headers: Headers): Promise<boolean> {
  try {
    await limiterOf(name).consume(placeOf(headers));
    return true;
  } catch (error) {
    if (error instanceof RateLimiterRes) return false;
    throw error;
  }
}
