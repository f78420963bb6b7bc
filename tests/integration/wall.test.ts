import { describe, expect, test } from "vitest";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { showWall } from "@/app/(client)/w/serve";
import {
  hideTestimonial,
  removeTestimonial,
  replyPublicly,
  showTestimonial,
} from "@/features/testimonials/commands";
import { listTestimonials } from "@/features/testimonials/queries";
import { closeWall, moveWall } from "@/features/testimonials/wall/commands";
import { findOwnWall, findWall } from "@/features/testimonials/wall/queries";
import { wallPath, type WallForm } from "@/lib/client-paths";
import { client, freelancer, MONDAY, project } from "@tests/support/factories";
import { after, DAY, invited, MORNING, say, studioWithWall } from "@tests/support/testimonials";

const FORMS: WallForm[] = ["page", "embed", "json"];

/** A wall as anybody is sent it. */
async function sent(slug: string, form: WallForm, query = "") {
  const url = `http://localhost:3000${wallPath[form](slug)}${query}`;
  const answer = await showWall(new Request(url), undefined);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** What each form of a wall says about a text. */
async function saying(slug: string, text: string): Promise<boolean[]> {
  const pages = await Promise.all(FORMS.map((form) => sent(slug, form)));
  return pages.map((page) => page.text.includes(text));
}

describe("what a wall shows", () => {
  test("is there with the next request, and gone with the next", async () => {
    const { scope, slug } = await studioWithWall();
    const { token } = await invited(scope);
    expect(await saying(slug, "Nine of nine.")).toEqual([false, false, false]);
    await say(token, "Nine of nine.", MORNING);
    expect(await saying(slug, "Nine of nine.")).toEqual([true, true, true]);
    const [row] = (await listTestimonials(scope)).rows;
    const hiding = { testimonialId: row!.id, hiddenFor: "UNLAWFUL" as const, why: "A threat." };
    await hideTestimonial(scope, hiding, MORNING);
    expect(await saying(slug, "Nine of nine.")).toEqual([false, false, false]);
    await showTestimonial(scope, row!.id);
    await removeTestimonial(token, MORNING);
    expect(await saying(slug, "Nine of nine.")).toEqual([false, false, false]);
    for (const form of FORMS) {
      const { headers } = await sent(slug, form);
      expect(headers.get("cache-control"), form).toBe("no-store");
      expect(headers.get("set-cookie"), form).toBeNull();
    }
  });

  test("is markup to nobody, in whatever is typed", async () => {
    const { scope, slug } = await studioWithWall();
    const { token } = await invited(scope);
    const markup = `<img src=x onerror="alert(1)">&amp;`;
    await say(token, markup, MORNING, "<b>Ines</b>");
    const [row] = (await listTestimonials(scope)).rows;
    await replyPublicly(scope, { testimonialId: row!.id, text: "<script>1</script>" }, MORNING);
    for (const form of ["page", "embed"] as const) {
      const { text } = await sent(slug, form);
      expect(text).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;");
      expect(text).not.toMatch(/<img|<b>|<script/);
    }
    const json = await sent(slug, "json");
    expect(json.headers.get("content-type")).toContain("application/json");
    expect(JSON.parse(json.text)).toMatchObject({
      testimonials: [{ text: markup, name: "<b>Ines</b>", reply: { text: "<script>1</script>" } }],
    });
  });

  test("is in the words and the language of its author, whoever reads it", async () => {
    const { scope, slug } = await studioWithWall();
    const { token } = await invited(scope, await client(scope, { language: "fr" }));
    await say(token, "Neuf phares sur neuf.", MORNING);
    const url = `http://localhost:3000${wallPath.page(slug)}`;
    const german = await showWall(
      new Request(url, { headers: { "accept-language": "de" } }),
      undefined,
    );
    const text = await german.text();
    expect(text).toContain('<html lang="de">');
    expect(text).toMatch(/<blockquote lang="fr"[^>]*>Neuf phares sur neuf\.<\/blockquote>/);
    expect(text).toContain(
      "1 gefragt, 1 geantwortet, 1 gezeigt, nichts wegen der Bewertung verborgen.",
    );
  });

  test("does not depend on the verdict: it is read by nothing of it", async () => {
    const { scope, slug } = await studioWithWall();
    const said = [];
    for (const n of [1, 2, 3]) {
      const person = await client(scope, { address: `n${n}@example.com` });
      const { token, projectId } = await invited(scope, person);
      await say(token, `Words ${n}`, after(MORNING, n * DAY));
      said.push(projectId);
    }
    const before = await Promise.all(FORMS.map(async (form) => (await sent(slug, form)).text));
    for (const verdict of ["NEARLY", "NOT_UP_TO_MARK"] as const) {
      await db().answer.updateMany({
        where: { survey: { projectId: { in: said } } },
        data: { verdict, effort: 1 },
      });
      const now = await Promise.all(FORMS.map(async (form) => (await sent(slug, form)).text));
      expect(now).toEqual(before);
    }
    expect((await findWall(slug))!.quotes.map(({ text }) => text)).toEqual([
      "Words 3",
      "Words 2",
      "Words 1",
    ]);
  });

  test("goes on on another page, with nothing twice and nothing left out", async () => {
    const { scope, slug } = await studioWithWall();
    await manyTestimonials(scope, 23);
    const first = await findWall(slug);
    expect(first!.quotes).toHaveLength(20);
    const rest = await findWall(slug, 20, first!.more);
    expect(rest!.quotes).toHaveLength(3);
    expect(rest!.more).toBeNull();
    const all = [...first!.quotes, ...rest!.quotes].map(({ text }) => text);
    expect(new Set(all).size).toBe(23);
    const { text } = await sent(slug, "page");
    const [, next] = /href="\/w\/[\w-]+(\?after=[\w-]{22})"/.exec(text)!;
    expect((await sent(slug, "page", next)).text).toContain("Back to the newest");
    expect((await findWall(slug, 5))!.quotes).toHaveLength(5);
  });
});

/** Testimonials of one contact about as many projects. */
async function manyTestimonials(scope: Scope, count: number): Promise<void> {
  const person = await client(scope);
  for (let n = 0; n < count; n += 1) {
    const projectId = await project(scope, person, `Map ${n}`);
    await db().testimonial.create({
      data: {
        freelancerId: scope.freelancerId,
        projectId,
        contactId: person.contactId,
        tokenHash: crypto.getRandomValues(new Uint8Array(32)),
        invitedAt: MONDAY,
        text: `Words ${n}`,
        shownName: "Ines",
        // Two of each instant: the id decides between them.
        givenAt: after(MORNING, Math.floor(n / 2) * DAY),
      },
    });
  }
}

describe("the line", () => {
  test("counts who was asked, who answered and what is shown, from their rows", async () => {
    const { scope, slug } = await studioWithWall();
    const line = async () => /"line":"([^"]+)"/.exec((await sent(slug, "json")).text)![1];
    expect(await line()).toBe("0 asked, 0 answered, 0 shown, none hidden for its score.");
    const first = await invited(scope);
    expect(await line()).toBe("1 asked, 1 answered, 0 shown, none hidden for its score.");
    const { token } = await invited(scope, await client(scope, { address: "two@example.com" }));
    await say(first.token, "Good.", MORNING);
    await say(token, "Bad.", MORNING);
    expect(await line()).toBe("2 asked, 2 answered, 2 shown, none hidden for its score.");
    const bad = (await listTestimonials(scope)).rows.find(({ text }) => text === "Bad.");
    const hiding = { testimonialId: bad!.id, hiddenFor: "OFF_TOPIC" as const, why: "A bakery." };
    await hideTestimonial(scope, hiding, MORNING);
    expect(await line()).toBe(
      "2 asked, 2 answered, 1 shown, 1 hidden (1 off topic), none for its score.",
    );
    // Nobody else's rows are in it.
    const other = await studioWithWall();
    await invited(other.scope);
    expect(await line()).toContain("2 asked, 2 answered");
  });

  test("counts a question that waits or was stopped as not asked", async () => {
    const { scope, slug } = await studioWithWall();
    const person = await client(scope);
    const projectId = await project(scope, person);
    const about = { freelancerId: scope.freelancerId, projectId, contactId: person.contactId };
    await db().survey.create({
      data: { ...about, tokenHash: new Uint8Array(32), invitedAt: MONDAY, expiresAt: MORNING },
    });
    const email = await db().email.create({
      data: {
        freelancerId: scope.freelancerId,
        projectId,
        contactId: person.contactId,
        kind: "survey.invited",
        purpose: "SURVEY",
        dedupeKey: `test:${projectId}`,
        fromName: "Mira",
        toName: "Ines",
        toAddress: "ines@example.com",
        subject: "x",
        wordsCipher: new Uint8Array(1),
        sendAt: MONDAY,
      },
    });
    await db().followUp.create({
      data: { ...about, kind: "CHECK_BACK", plannedAt: MONDAY, dueAt: MONDAY, emailId: email.id },
    });
    expect((await findWall(slug))!.asked).toBe(0);
    await db().email.update({ where: { id: email.id }, data: { sentAt: MORNING } });
    expect((await findWall(slug))!.asked).toBe(1);
  });
});

describe("the wall's address", () => {
  test("is one studio's, and moves with it", async () => {
    const { scope, slug } = await studioWithWall();
    const other = await freelancer();
    await expect(moveWall(other, slug, MONDAY)).rejects.toMatchObject({
      code: "already",
      field: "slug",
      message: `Address: “${slug}” is taken by another studio. Please choose another one.`,
    });
    await moveWall(scope, `${slug}-2`, MONDAY);
    await moveWall(scope, `${slug}-2`, MONDAY);
    expect(await findWall(slug)).toBeNull();
    for (const form of FORMS) expect((await sent(slug, form)).status).toBe(404);
    expect((await sent(`${slug}-2`, "page")).status).toBe(200);
    await moveWall(other, slug, MONDAY);
    expect([await findOwnWall(scope), await findOwnWall(other)]).toEqual([`${slug}-2`, slug]);
  });

  test("that two want at once is one studio's", async () => {
    const scopes = [await freelancer(), await freelancer(), await freelancer()];
    const slug = `holm-${crypto.randomUUID().slice(0, 8)}`;
    const tries = await Promise.allSettled(scopes.map((scope) => moveWall(scope, slug, MONDAY)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "already" });
  });

  test("that is reserved is refused", async () => {
    const scope = await freelancer();
    await expect(moveWall(scope, "support", MONDAY)).rejects.toThrow("“support” is reserved");
    expect(await findOwnWall(scope)).toBeNull();
  });

  test("is not found once the wall is closed, and what was said is kept", async () => {
    const { scope, slug } = await studioWithWall();
    const { token } = await invited(scope);
    await say(token, "Good.", MORNING);
    await closeWall(scope);
    await closeWall(scope);
    expect((await sent(slug, "page")).status).toBe(404);
    await moveWall(scope, slug, MORNING);
    expect(await saying(slug, "Good.")).toEqual([true, true, true]);
  });

  test("of nobody is the one not found", async () => {
    const bodies = new Set<string>();
    for (const path of [
      "/w/nobody-here",
      "/w/nobody-here/embed",
      "/w/%00",
      "/w/a/b/c",
      "/w/UPPER/x",
    ]) {
      const answer = await showWall(new Request(`http://localhost:3000${path}`), undefined);
      expect(answer.status, path).toBe(404);
      bodies.add(await answer.text());
    }
    expect(bodies.size).toBe(1);
  });
});
