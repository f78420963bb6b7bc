import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { GET, POST } from "@/app/api/v1/[...path]/route";
import { db } from "@/db/client";
import { makeApiToken, noteTokenUsed, revokeApiToken } from "@/features/api-tokens/commands";
import { listApiTokens } from "@/features/api-tokens/queries";
import { resources } from "@/features/read-api/resources";
import { openApi } from "@/features/read-api/openapi";
import { hashToken } from "@/lib/tokens";
import { client, freelancer, project } from "@tests/support/factories";
import { fullStudio, type FullStudio } from "@tests/support/full-studio";

let folder: string;
let mine: FullStudio;
let theirs: FullStudio;
let token: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uptomark-read-api-"));
  process.env.FILES_DIR = folder;
  [mine, theirs] = [await fullStudio(), await fullStudio()];
  token = await makeApiToken(mine.scope, "Spreadsheet");
});
afterAll(() => rm(folder, { recursive: true }));

async function ask(path: string, authorization: string | null = `Bearer ${token}`) {
  const url = new URL(`http://localhost/api/v1/${path}`);
  const request = new Request(url, { headers: authorization ? { authorization } : {} });
  const parts = url.pathname.split("/").slice(3);
  const response = await GET(request, { params: Promise.resolve({ path: parts }) });
  return { response, status: response.status, body: await response.json() };
}

const names = Object.keys(resources) as (keyof typeof resources)[];
const rowOf: Record<string, (ids: FullStudio["ids"]) => string> = {
  projects: ({ projectId }) => projectId!,
  deadlines: ({ deadlineId }) => deadlineId!,
  cases: ({ caseId }) => caseId!,
};

/** What the API's own document says of an answer, as something that can be held against it. */
function documented(name: keyof typeof resources, isPage: boolean) {
  const { components, paths } = JSON.parse(JSON.stringify(openApi("http://localhost")));
  const path = paths[`/${name}${isPage ? "" : "/{id}"}`];
  const ref: string = path.get.responses["200"].content["application/json"].schema.$ref;
  return z.fromJSONSchema(components.schemas[ref.split("/").at(-1)!]);
}

describe.each(names)("%s", (name) => {
  test("are read as the API's document has them, and are the token's studio's alone", async () => {
    const { response, status, body } = await ask(name);
    expect(status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(documented(name, true).parse(body)).toEqual(body);
    expect(body.data.length).toBeGreaterThan(0);
    const text = JSON.stringify(body);
    expect(mine.marks.some((mark) => text.includes(mark))).toBe(true);
    expect(theirs.marks.filter((mark) => text.includes(mark))).toEqual([]);
    // The control: the document refuses another shape.
    expect(documented(name, true).safeParse({ ...body, more: 1 }).success).toBe(false);
  });

  test("one is read by its id; somebody else's is not found, as one that isn't there", async () => {
    const {
      body: { data },
    } = await ask(name);
    const { status, body } = await ask(`${name}/${data[0].id}`);
    expect([status, body]).toEqual([200, data[0]]);
    expect(documented(name, false).parse(body)).toEqual(body);
    const foreign = rowOf[name]?.(theirs.ids) ?? theirs.ids.answerId ?? theirs.ids.surveyId!;
    const unknown = await ask(`${name}/01900000-0000-7000-8000-000000000000`);
    const stranger = await ask(`${name}/${foreign}`);
    expect(stranger.status).toBe(404);
    expect(stranger.body).toEqual(unknown.body);
    expect((await ask(`${name}/x`)).body).toEqual(unknown.body);
  });
});

test("pages follow one another without a gap or a repetition", async () => {
  const scope = await freelancer();
  const own = await makeApiToken(scope, "Pages");
  const person = await client(scope);
  const made: string[] = [];
  for (const title of ["One", "Two", "Three", "Four", "Five"])
    made.unshift(await project(scope, person, title));
  const read: string[] = [];
  let after = "";
  do {
    const { body } = await ask(`projects?limit=2${after}`, `Bearer ${own}`);
    read.push(...body.data.map(({ id }: { id: string }) => id));
    after = body.next ? `&after=${body.next}` : "";
  } while (after);
  expect(read).toEqual(made);
});

describe("is refused with one sentence:", () => {
  test.each([
    ["no token", "projects", null],
    ["a token that is none", "projects", "Bearer upm_x"],
    ["a word before it that is another", "projects", "Basic abc"],
  ])("%s", async (_what, path, authorization) => {
    const { response, status, body } = await ask(path, authorization);
    expect(status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(body).toMatchObject({ status: 401, detail: expect.stringMatching(/^Send a token/) });
  });

  test.each([
    ["limit=0", /^limit: /],
    ["limit=101", /^limit: /],
    ["after=x", /^after: /],
    ["page=2", /^page: only after and limit/],
  ])("?%s", async (query, detail) => {
    const { status, body } = await ask(`projects?${query}`);
    expect(status).toBe(400);
    expect(body.detail).toMatch(detail);
  });

  test("an address that isn't there, and every method that changes things", async () => {
    expect((await ask("contacts")).status).toBe(404);
    expect((await ask("projects/a/b")).status).toBe(404);
    expect((await ask("constructor")).status).toBe(404);
    const refused = POST();
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("a token that was revoked, at once; its neighbour goes on", async () => {
    const scope = await freelancer();
    const [one, other] = [await makeApiToken(scope, "One"), await makeApiToken(scope, "Other")];
    expect((await ask("projects", `Bearer ${one}`)).status).toBe(200);
    const [row] = await listApiTokens(scope);
    await revokeApiToken(scope, row!.id);
    expect((await ask("projects", `Bearer ${one}`)).status).toBe(401);
    expect((await ask("projects", `Bearer ${other}`)).status).toBe(200);
  });

  test("the 121st request of a minute, with how long to wait; another token is not concerned", async () => {
    const scope = await freelancer();
    const busy = await makeApiToken(scope, "Busy");
    const statuses: number[] = [];
    for (let asked = 0; asked < 120; asked += 1)
      statuses.push((await ask("cases", `Bearer ${busy}`)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const { response, status, body } = await ask("cases", `Bearer ${busy}`);
    expect(status).toBe(429);
    const seconds = Number(response.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(body.detail).toContain(`${seconds} seconds`);
    expect((await ask("cases")).status).toBe(200);
  });
});

test("a token rests as its hash, and is refused under a name that is used", async () => {
  const scope = await freelancer();
  const made = await makeApiToken(scope, "Spreadsheet");
  const row = await db().apiToken.findFirstOrThrow({ where: { freelancerId: scope.freelancerId } });
  expect(Buffer.from(row.tokenHash)).toEqual(Buffer.from(hashToken(made.slice(4))));
  expect(JSON.stringify(row)).not.toContain(made.slice(9));
  expect(made.startsWith(row.start)).toBe(true);
  await expect(makeApiToken(scope, "Spreadsheet")).rejects.toMatchObject({
    code: "already",
    field: "name",
  });
});

test("when it was last used is written once a minute", async () => {
  const scope = await freelancer();
  await makeApiToken(scope, "Spreadsheet");
  const [row] = await listApiTokens(scope);
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 28, 9, 0, seconds));
  const use = async (seconds: number) => {
    const [{ lastUsedAt } = { lastUsedAt: null }] = await listApiTokens(scope);
    await noteTokenUsed(scope, { tokenId: row!.id, lastUsedAt }, at(seconds));
    return (await listApiTokens(scope))[0]!.lastUsedAt;
  };
  expect(await use(0)).toEqual(at(0));
  expect(await use(59)).toEqual(at(0));
  expect(await use(60)).toEqual(at(60));
});
