import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright";
import { EMAIL_KINDS, type EmailKind } from "@/features/emails/kinds";
import { freePort } from "@tests/support/stack";
import { unseal } from "@/lib/tokens";
import { startStudio } from "./completions";
import {
  deliverAll,
  environment,
  openDatabase,
  until,
  watched,
  type Database,
  type Lab,
  type Row,
} from "./lab";

/** Kinds without a link, or with one into the studio alone, where nobody gets without a session. */
const INTO_THE_STUDIO: EmailKind[] = [
  "assignment.answered",
  "assignment.received",
  "deadlines.at-risk",
  "email.bounced",
  "email.complained",
  "passkey.added",
  "passkey.removed",
  "signInAddress.asked",
  "signInAddress.changed",
  "signOff.accepted",
  "studio.erased",
  "studio.erasureAsked",
  "year.reviewed",
];
/** They follow from another kind here, with the same link. */
const SAME_LINK: EmailKind[] = [
  "survey.reminded",
  "quietClient.answered",
  "testimonial.changed",
  "file.received",
  "case.specified",
];
const DWELL_MS = 10_000;
const METHODS = ["GET", "HEAD", "OPTIONS"];
const TIMES = 20;

/**
 * Every link of every kind of email is opened as mail scanners open it: asked for again and again, and in a browser
 * that runs its scripts and stays. Nothing may change by it, and what a person does there afterwards works.
 */
export async function scannerRow(lab: Lab): Promise<Row> {
  const database = await openDatabase(lab);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const more = { env: { APP_URL: url, NEXTAUTH_URL: url, PORT: String(port), HOST: "127.0.0.1" } };
  const studio = startStudio(lab, database, more);
  await studio.do({ do: "write every email" });
  await studio.end();
  // A sign-in email's words are gone once it was sent.
  const { links, kinds } = await linksIn(database);
  await deliverAll(lab, database);
  const web = watched(
    spawn(process.execPath, [join(lab.root, "dist/web.mjs")], {
      env: environment(lab, database, more),
      stdio: ["ignore", "inherit", "inherit"],
      cwd: lab.root,
    }),
  );
  const isReady = async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok === true;
  await until(isReady, "the web server is ready");
  const { changed, failed, seen } = await withBrowser((browser) => scan(database, browser, links));

  web.kill("SIGTERM");
  await once(web, "exit");
  await database.close();
  const missing = EMAIL_KINDS.filter(
    (kind) => ![...kinds, ...INTO_THE_STUDIO, ...SAME_LINK].includes(kind),
  );
  return {
    fault: "a scanner opens every link of every email",
    tried:
      `${links.length} links of ${kinds.length} kinds, ${TIMES} times by ${METHODS.join(", ")} and ` +
      `${DWELL_MS / 1000} s in a browser: ${inWords(changed)}${missing.map((kind) => `; no ${kind}`).join("")}`,
    lost: failed,
    duplicated: changed.length,
    control: `a person at ${ACTS.length} of them: ${inWords(seen)}`,
    holds: changed.length + failed + missing.length === 0 && seen.length >= ACTS.length,
  };
}

async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  return work(browser).finally(() => browser.close());
}

/** What scanners changed, how many things a person could not do afterwards, and what those changed who did. */
async function scan(database: Database, browser: Browser, links: string[]) {
  const before = await contentsOf(database);
  for (const [index, link] of links.entries()) await knock(link, index);
  await dwell(browser, links);
  const changed = differences(before, await contentsOf(database));
  let failed = 0;
  for (const act of ACTS) failed += (await isDone(database, browser, links, act)) ? 0 : 1;
  return { changed, failed, seen: differences(before, await contentsOf(database)) };
}

const inWords = (tables: string[]) =>
  tables.length === 0 ? "nothing changed" : `changed ${tables.join(", ")}`;

/** The different links of the emails there are, and the emails' kinds. */
async function linksIn(database: Database) {
  const rows = await database.sql<{ kind: EmailKind; words: Buffer }>(
    `SELECT "kind", "wordsCipher" AS "words" FROM "Email"`,
  );
  const links = rows.flatMap(({ words }) => [
    ...unseal("email", words).matchAll(/https?:\/\/[^\s"\\<>]+/g),
  ]);
  return {
    links: [...new Set(links.map(([link]) => link))],
    kinds: [...new Set(rows.map(({ kind }) => kind))],
  };
}

/** Each method so many times, by a scanner of its own for each link: from one address there is a limit. */
async function knock(link: string, index: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, localAddress: `127.9.${index + 1}.1` });
  const asked = METHODS.flatMap((method) => Array.from({ length: TIMES }, () => method));
  await Promise.all(
    asked.map(async (method) => {
      const sent = request(link, { method, agent }).end();
      const [answer] = (await once(sent, "response")) as [IncomingMessage];
      const status = answer.statusCode ?? 0;
      if (status >= 500 || status === 429) throw new Error(`${method} was answered ${status}`);
      await once(answer.resume(), "end");
    }),
  );
  agent.destroy();
}

/** All of them in one browser, each in a window that stays for ten seconds. */
async function dwell(browser: Browser, links: string[]): Promise<void> {
  const scanner = await browser.newContext();
  const open = async (link: string) => {
    const page = await scanner.newPage();
    await page.goto(link, { waitUntil: "load" });
    await page.mouse.move(200, 300);
    await page.mouse.wheel(0, 2000);
    await page.waitForTimeout(DWELL_MS);
    await page.close();
  };
  await Promise.all(links.map(open));
  await scanner.close();
}

type Act = {
  path: RegExp;
  button: RegExp;
  /** What a person chooses and writes before they press it. */ fill?: (
    page: Page,
  ) => Promise<void>;
  /** Counts what it leaves behind. */ left: string;
};

/** One for each address at which something can be done. */
const ACTS: Act[] = [
  {
    path: /\/s\//,
    button: /^Send my answer$/,
    fill: (page) => page.getByText("Nearly").click(),
    left: `SELECT count(*)::int AS n FROM "Answer"`,
  },
  {
    path: /\/q\//,
    button: /./,
    fill: (page) => page.getByRole("radio").first().check(),
    left: `SELECT count(*)::int AS n FROM "QuietCheck" WHERE "answeredAt" IS NOT NULL`,
  },
  {
    path: /\/t\//,
    button: /^Publish my words$/,
    fill: async (page) => {
      await page.getByLabel("Your words").fill("Nine maps of nine.");
      await page.getByRole("checkbox").check();
    },
    left: `SELECT count(*)::int AS n FROM "Testimonial" WHERE "givenAt" IS NOT NULL`,
  },
  {
    path: /\/p\//,
    // Without a file chosen it does nothing.
    button: /^Send file$/,
    fill: async (page) => {
      const said = page.waitForResponse(/\/opened$/);
      await page.getByRole("heading").first().click();
      await said;
    },
    left: `SELECT count(*)::int AS n FROM "Contact" WHERE "openedOn" IS NOT NULL`,
  },
  {
    path: /\/p\//,
    button: /^Send$/,
    fill: (page) => page.getByLabel(/^Write to/).fill("Thank you, it looks right."),
    left: `SELECT count(*)::int AS n FROM "Message" WHERE "text" = 'Thank you, it looks right.'`,
  },
  {
    path: /\/d\//,
    button: /^Send$/,
    fill: (page) => page.getByLabel(/^Write to/).fill("Nine, in ink."),
    left: `SELECT count(*)::int AS n FROM "AssignmentMessage" WHERE "text" = 'Nine, in ink.'`,
  },
  {
    path: /\/u\//,
    button: /^Unsubscribe/,
    left: `SELECT count(*)::int AS n FROM "Contact" WHERE "optedOutAt" IS NOT NULL`,
  },
  {
    path: /\/sign-in\/confirm\//,
    button: /^Sign in/,
    left: `SELECT count(*)::int AS n FROM "Session"`,
  },
  {
    path: /\/sign-in\/address\//,
    button: /^Sign in with mira@holm\.example/,
    left: `SELECT count(*)::int AS n FROM "User" WHERE "email" = 'mira@holm.example'`,
  },
];

/** Whether a person can still do what such a link is for. */
async function isDone(database: Database, browser: Browser, links: string[], act: Act) {
  const count = async () => (await database.sql<{ n: number }>(act.left))[0]!.n;
  const before = await count();
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  const button = page.getByRole("button", { name: act.button }).first();
  const opens = async (link: string) => {
    await page.goto(link);
    return (await button.count()) > 0;
  };
  const isThere = async () => {
    // Of several clients some have answered already: their pages ask for nothing more.
    for (const link of links.filter((one) => act.path.test(one)))
      if (await opens(link)) {
        await act.fill?.(page);
        await button.click();
        await until(async () => (await count()) > before, "it is there", 15);
        return true;
      }
    return false;
  };
  return isThere()
    .catch((error: Error) => {
      process.stderr.write(`${act.path.source}: ${error.message}\n`);
      return false;
    })
    .finally(() => page.close());
}

/** A digest of each table's rows, but for the counters of how often an address was asked for. */
async function contentsOf(database: Database): Promise<Map<string, string>> {
  const tables = await database.sql<{ name: string }>(
    `SELECT tablename AS "name" FROM pg_tables
      WHERE schemaname = 'public' AND tablename NOT IN ('RateLimiterFlexible', '_prisma_migrations')`,
  );
  const contents = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await database.sql<{ digest: string | null }>(
      `SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS "digest" FROM "${name}" t`,
    );
    contents.set(name, row!.digest ?? "");
  }
  return contents;
}

const differences = (before: Map<string, string>, now: Map<string, string>): string[] =>
  [...now].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name);
