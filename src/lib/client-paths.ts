// Nothing of the environment is read here: rules, the server and tests ask the same list.

/** The addresses that a client or a subcontractor opens by the secret in them, and by nothing else. Here alone they are named. */
const PREFIXES = {
  statusPage: "p",
  survey: "s",
  quietCheck: "q",
  unsubscribe: "u",
  testimonial: "t",
  desk: "d",
  calendar: "calendar",
} as const;
const { statusPage, survey, quietCheck, unsubscribe, testimonial, desk } = PREFIXES;
const PAGES = [statusPage, survey, quietCheck, unsubscribe, testimonial, desk].join("|");

const TOKEN = "[A-Za-z0-9_-]{43}";
const UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const SHORT_ID = "[A-Za-z0-9_-]{22}";

/** The paths of the client's side. A project's id is written in its short form: an email's line has little room. */
export const clientPath = {
  statusPage: (token: string, projectId?: string) =>
    `/${PREFIXES.statusPage}/${token}${projectId ? `/${shortId(projectId)}` : ""}`,
  survey: (token: string) => `/${PREFIXES.survey}/${token}`,
  /** Where a client who has been quiet says why. */
  quietCheck: (token: string) => `/${PREFIXES.quietCheck}/${token}`,
  /** Where a contact says no to surveys and digests, and yes again. */
  unsubscribe: (token: string) => `/${PREFIXES.unsubscribe}/${token}`,
  /** Where a contact gives, changes and removes their testimonial. */
  testimonial: (token: string) => `/${PREFIXES.testimonial}/${token}`,
  /** A subcontractor's desk, or one assignment on it. */
  desk: (token: string, assignmentId?: string) =>
    `/${PREFIXES.desk}/${token}${assignmentId ? `/${shortId(assignmentId)}` : ""}`,
  calendar: (token: string) => `/${PREFIXES.calendar}/${token}.ics`,
};

/** A studio's wall is public: its address holds no secret. */
const WALL = "w";
/** What makes a studio's look, for every page and email of it: public, too. */
const LOGO = "logo";
const LOOK = "look";
export const publicPrefixes = [...Object.values(PREFIXES), WALL, LOGO, LOOK];
export const lookPath = {
  logo: (address: string, version: number) => `/${LOGO}/${shortId(address)}/${version}.png`,
  /** The stylesheet of a colour, such as "#1f6b4f". */
  colours: (accent: string) => `/${LOOK}/${accent.slice(1)}.css`,
};
export const wallPath = {
  page: (slug: string) => `/${WALL}/${slug}`,
  embed: (slug: string) => `/${WALL}/${slug}/embed`,
  json: (slug: string) => `/${WALL}/${slug}.json`,
};

const WALL_PAGE = new RegExp(`^/${WALL}/([a-z0-9-]{1,40})(/embed|\\.json)?(?:\\?|$)`);

/** The slug of an address on a wall, and in which form it is wanted; null for any other address. */
export function readWallPath(url: string): { slug: string; form: WallForm } | null {
  const [, slug, ending] = WALL_PAGE.exec(url) ?? [];
  if (!slug) return null;
  return { slug, form: ending === undefined ? "page" : ending === ".json" ? "json" : "embed" };
}
export type WallForm = keyof typeof wallPath;

const DOCUMENT = new RegExp(`^/(?:${PAGES}|${WALL})/`);
/** Whether an address is one of the client's documents. */
export const isDocument = (url = ""): boolean => DOCUMENT.test(url);

const STATUS_PAGE = new RegExp(
  `^/${PREFIXES.statusPage}/(${TOKEN})(?:/(${UUID}|${SHORT_ID}))?(?:\\?|$)`,
);

/** The token and, where one is named, the project of an address that opens a status page; null for any other. */
export function readStatusPagePath(url: string): { token: string; project?: string } | null {
  const [, token, project] = STATUS_PAGE.exec(url) ?? [];
  return token ? { token, project } : null;
}

const SURVEY = new RegExp(`^/${PREFIXES.survey}/(${TOKEN})(?:\\?|$)`);
/** The token of an address that opens a survey; null for any other. */
export function readSurveyPath(url: string): { token: string } | null {
  const [, token] = SURVEY.exec(url) ?? [];
  return token ? { token } : null;
}

const SECRET = new RegExp(`(/(?:${Object.values(PREFIXES).join("|")})/)${TOKEN}`, "g");
/** A text with the secret part of each of the client's addresses in it masked. */
export function maskLinks(text: string): string {
  return text.replace(SECRET, "$1…");
}

const WITH_TAIL = new RegExp(`^(/(?:${PAGES})/${TOKEN})(?![/?]|$)`);
const ID_WITH_TAIL = new RegExp(
  `^(/(?:${statusPage}|${desk})/${TOKEN}/(?:${UUID}|${SHORT_ID}(?![A-Za-z0-9_-])))(?![/?]|$)`,
);

/**
 * The address that was meant, where something of the text around a link got into it: a full stop, a bracket,
 * "&utm_source=x". A token has its length, and so has an id: what follows it at once is no part of it. Null for
 * an address that is whole.
 */
export function cleanPath(path: string): string | null {
  return (WITH_TAIL.exec(path) ?? ID_WITH_TAIL.exec(path))?.[1] ?? null;
}

/** A uuid as 22 characters instead of 36. */
export function shortId(uuid: string): string {
  return Buffer.from(uuid.replaceAll("-", ""), "hex").toString("base64url");
}

const WHOLE_UUID = new RegExp(`^${UUID}$`);
/** The uuid that an address names, in either form; null for what is neither. */
export function readId(text: string): string | null {
  if (WHOLE_UUID.test(text)) return text;
  const hex = Buffer.from(text, "base64url").toString("hex");
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return WHOLE_UUID.test(uuid) && shortId(uuid) === text ? uuid : null;
}

/** The lists of a status page that go on elsewhere. */
const OLDER = ["thread", "work", "projects"] as const;
export type Older = (typeof OLDER)[number];

/** Where a list of the page at `path` goes on, after the last of it that was shown. */
export function olderPath(path: string, list: Older, after: string): string {
  return `${path}?older=${list}.${shortId(after)}`;
}

/** What such an address asks for; null for one that asks for nothing of the kind. */
export function readOlder(url: string): { list: Older; after: string } | null {
  const [name, id = ""] = new URL(url).searchParams.get("older")?.split(".") ?? [];
  const list = OLDER.find((one) => one === name);
  const after = readId(id);
  return list && after ? { list, after } : null;
}
