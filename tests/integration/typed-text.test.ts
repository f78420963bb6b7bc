import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GET as getPage, POST as postPage } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { POST as postSurvey } from "@/app/(client)/s/[token]/[[...rest]]/route";
import { ADDRESS_HEADER } from "@/auth/address";
import { db } from "@/db/client";
import { messages } from "@/language/locale";
import { newToken } from "@/lib/tokens";
import { revokeLink } from "@/workflows/change-contact/commands";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";

const origin = "http://localhost:3000";
const TYPED = "Zwei Sätze,\ndie niemand noch einmal <schreiben> will.";
const SHOWN = "Zwei Sätze,\ndie niemand noch einmal &lt;schreiben&gt; will.";

const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  new Request(`${origin}/`, {
    method: "POST",
    headers: { origin, "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const message = (text = TYPED, headers?: Record<string, string>) =>
  form({ text, formKey: randomUUID() }, headers);
const at = (token: string, ...rest: string[]) => ({ params: Promise.resolve({ token, rest }) });
const read = async (answer: Promise<Response>) => {
  const response = await answer;
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const quoted = new RegExp(`<p[^>]*>${SHOWN}</p>`);
const inTheBox = new RegExp(`<textarea[^>]*>${SHOWN}</textarea>`);

async function setting() {
  const scope = await freelancer();
  const person = await client(scope, { language: "de" });
  return { scope, person, id: await project(scope, person) };
}

describe("what a client typed comes back", () => {
  test("where their link was revoked meanwhile", async () => {
    const { scope, person, id } = await setting();
    await revokeLink(scope, person.contactId, MONDAY);
    const german = { "accept-language": "de" };
    const answer = await read(postPage(message(TYPED, german), at(person.token, id)));
    expect(answer.status).toBe(404);
    expect(answer.html).toMatch(quoted);
    expect(answer.html).toContain(messages.de.notice.typed);
    expect(await db().message.count({ where: { projectId: id } })).toBe(0);
    // The control: who wrote nothing is given nothing.
    const opened = await read(getPage(new Request(`${origin}/`), at(person.token, id)));
    expect(opened.html).not.toContain(messages.en.notice.typed);
  });

  test("where their link has run out meanwhile, in their own language", async () => {
    const { person, id } = await setting();
    await db().contact.update({
      where: { id: person.contactId },
      data: { linkLastOn: new Date("2026-01-01") },
    });
    const answer = await read(postPage(message(), at(person.token, id)));
    expect(answer.status).toBe(410);
    expect(answer.html).toMatch(quoted);
    expect(answer.html).toContain(messages.de.notice.typed);
  });

  test("where the address is damaged", async () => {
    const { person } = await setting();
    for (const rest of [["no-project"], [randomUUID(), "no-part"]]) {
      const answer = await read(postPage(message(), at(person.token, ...rest)));
      expect(answer.status).toBe(404);
      expect(answer.html).toMatch(quoted);
    }
  });

  test("where their project is gone, in the box of their own page", async () => {
    const { person } = await setting();
    const answer = await read(postPage(message(), at(person.token, randomUUID())));
    expect(answer.status).toBe(422);
    expect(answer.html).toMatch(inTheBox);
  });

  test("where their question is gone", async () => {
    const fields = { verdict: "NEARLY", words: TYPED };
    const answer = await read(
      postSurvey(form(fields), { params: Promise.resolve({ token: newToken() }) }),
    );
    expect(answer.status).toBe(404);
    expect(answer.html).toMatch(quoted);
  });

  test("after too many openings from their network", async () => {
    const { person, id } = await setting();
    const place = { [ADDRESS_HEADER]: `192.0.2.${randomUUID()}` };
    const open = () => read(getPage(new Request(`${origin}/`, { headers: place }), at(newToken())));
    for (let n = 0; n < 300; n += 1) await open();
    expect((await open()).status).toBe(429);
    const answer = await read(postPage(message(TYPED, place), at(person.token, id)));
    expect(answer.status).toBe(429);
    expect(answer.html).toMatch(quoted);
    // The control: from another place the same is taken.
    expect((await postPage(message(), at(person.token, id))).status).toBe(303);
  });

  test("in its box after too many messages", async () => {
    const { person, id } = await setting();
    for (let n = 0; n < 10; n += 1)
      expect((await postPage(message(`Zeile ${n}`), at(person.token, id))).status).toBe(303);
    const answer = await read(postPage(message(), at(person.token, id)));
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(60);
    expect(answer.html).toMatch(inTheBox);
  });

  test("whole where it is too long, however long it is", async () => {
    const { person, id } = await setting();
    const long = "lang ".repeat(40_000);
    const answer = await read(postPage(message(long), at(person.token, id)));
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(`>${long}</textarea>`);
  });

  test("up to 1 MB of it, with the bound, where a form has more", async () => {
    const { person, id } = await setting();
    const answer = await read(postPage(message("a".repeat(1_200_000)), at(person.token, id)));
    expect(answer.status).toBe(413);
    expect(answer.html).toContain(messages.de.refused.tooMuch);
    expect(answer.html).toMatch(/<textarea[^>]*>a{999900}/);
  });

  test("as the choice that was made, where too many were", async () => {
    const { person, id } = await setting();
    const choose = () =>
      read(postPage(form({ updateFrequency: "MATTERS" }), at(person.token, id, "updates")));
    await choose();
    await db().contact.update({
      where: { id: person.contactId },
      data: { updateFrequency: "DAILY" },
    });
    for (let n = 0; n < 29; n += 1) await choose();
    await db().contact.update({
      where: { id: person.contactId },
      data: { updateFrequency: "DAILY" },
    });
    const answer = await choose();
    expect(answer.status).toBe(429);
    expect(answer.html).toMatch(/<input[^>]*checked=""[^>]*value="MATTERS"/);
  });

  test("but not what another place's page sent", async () => {
    const { person, id } = await setting();
    const foreign = { origin: "https://evil.example" };
    for (const token of [person.token, newToken()]) {
      const answer = await read(postPage(message(TYPED, foreign), at(token, id)));
      expect(answer.html).not.toContain(SHOWN);
    }
  });
});
