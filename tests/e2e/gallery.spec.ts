import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { startStack, type Stack } from "@tests/support/stack";

let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack();
});
test.afterAll(async () => stack.stop());

test("the gallery is for development alone", async () => {
  for (const path of ["/gallery", "/gallery/status-open/en"]) {
    const answer = await fetch(stack.url + path);
    expect(answer.status, path).toBe(404);
    expect(await answer.text()).not.toContain("made-up facts");
  }
  // What was built has the client's own pages, and nothing of the gallery.
  const manifest = resolve(".next/server/app-paths-manifest.json");
  const routes = Object.keys(JSON.parse(readFileSync(manifest, "utf8")) as object);
  expect(routes).toContain("/(client)/s/[token]/[[...rest]]/route");
  expect(routes.filter((route) => route.includes("gallery"))).toEqual([]);
});
