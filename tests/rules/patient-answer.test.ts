import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { patiently } from "@/app/api/import/patiently";

const refused = () => Response.json({ message: "No." }, { status: 422 });
const hasArrived = Promise.resolve();

test("an answer that comes soon is as it is", async () => {
  const answer = await patiently(Promise.resolve(refused()), hasArrived, 1_000);
  expect([answer.status, await answer.json()]).toEqual([422, { message: "No." }]);
});

test("an answer that takes long is spoken to its end, and is still JSON", async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  const answer = await patiently(promise, hasArrived, 10);
  const reader = answer.body!.getReader();
  const said: string[] = [];
  for (let n = 0; n < 3; n += 1) said.push(Buffer.from((await reader.read()).value!).toString());
  expect(said).toEqual([" ", " ", " "]);
  resolve(refused());
  for (let next = await reader.read(); !next.done; next = await reader.read())
    said.push(Buffer.from(next.value).toString());
  expect([answer.status, JSON.parse(said.join(""))]).toEqual([200, { message: "No." }]);
});

test("nothing is said before the whole file is there", async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise, resolve } = Promise.withResolvers<Response>();
  const answer = patiently(promise, arrived, 1);
  expect(await Promise.race([answer, pause(30, "silent")])).toBe("silent");
  arrive();
  expect((await answer).status).toBe(200);
  resolve(refused());
});
