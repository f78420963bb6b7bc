// What was typed into a form of the studio and not sent yet. It stays in this browser alone, so that neither
// an error page nor an expired session, a lost connection, an update or a closed tab loses it.

const PREFIX = "uptomark:draft:";
const KEPT_MS = 7 * 86_400_000;
const MOST_DRAFTS = 50;
/** More than the longest text that any form takes. */
const MOST_CHARACTERS = 60_000;

export type Draft = {
  values: Record<string, string>;
  /** What to say beside it, where it is more than that it has not been sent. */ note?: string;
  at: number;
};

/** Returns what was typed and not sent, or null where there is nothing or it is too old. */
export function readDraft(key: string, now = Date.now()): Draft | null {
  const draft = parse(storage()?.getItem(PREFIX + key));
  return draft && now - draft.at < KEPT_MS ? draft : null;
}

/** Keeps what was typed. Returns false where it could not be kept: no storage here, or too much text. */
export function keepDraft(
  key: string,
  values: Draft["values"],
  note?: string,
  now = Date.now(),
): boolean {
  const text = JSON.stringify({ values, note, at: now } satisfies Draft);
  if (text.length > MOST_CHARACTERS) return false;
  const isKept = store(PREFIX + key, text);
  tidy(now);
  return isKept;
}

export function dropDraft(key: string): void {
  storage()?.removeItem(PREFIX + key);
}

/** Forgets every draft in this browser, and the page one was on. Called on signing out. */
export function forgetEverything(): void {
  const all = storage();
  for (const key of Object.keys(all ?? {})) if (key.startsWith("uptomark:")) all?.removeItem(key);
}

/** Drops what is too old, and the oldest where there are too many. */
function tidy(now: number): void {
  const all = storage();
  const drafts = Object.keys(all ?? {})
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ key, at: parse(all?.getItem(key))?.at ?? 0 }))
    .toSorted((a, b) => b.at - a.at);
  drafts.forEach(({ key, at }, index) => {
    if (index >= MOST_DRAFTS || now - at >= KEPT_MS) all?.removeItem(key);
  });
}

function parse(text: string | null | undefined): Draft | null {
  if (!text) return null;
  try {
    const { values, note, at } = (JSON.parse(text) ?? {}) as Partial<Draft>;
    return values && typeof values === "object" && typeof at === "number"
      ? { values, note, at }
      : null;
  } catch (error) {
    // Not written by us: it is no draft.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Stores a text in this browser. Returns false where there is no storage, or no room in it. */
export function store(key: string, text: string): boolean {
  try {
    storage()?.setItem(key, text);
    return storage() !== null;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** The browser's storage; null where the person has closed it to pages. */
export function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
