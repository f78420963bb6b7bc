import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { inTransaction } from "@/db/client";
import { notify } from "@/live/notify";
import { changesOf, endStreams, type Gate } from "@/live/stream";

const CHANGED = "event: changed\ndata: \n\n";

/** A gate that counts how often it is asked, and can be closed. */
function gate(most = 60, owner = randomUUID()) {
  const state = { asked: 0, open: true };
  const made: Gate = {
    channel: randomUUID(),
    key: randomUUID(),
    owner,
    most,
    isOpen: async () => {
      state.asked += 1;
      return state.open;
    },
  };
  return { gate: made, state };
}

/** Opens a stream and follows what it says. */
function follow(one: Gate) {
  const reader = new AbortController();
  const response = changesOf(one, reader.signal);
  const stream = { status: response.status, said: "", ended: false, close: () => reader.abort() };
  void (async () => {
    for await (const chunk of response.body ?? []) stream.said += Buffer.from(chunk).toString();
    stream.ended = true;
  })();
  return stream;
}

const change = ({ channel }: Gate) => inTransaction((tx) => notify(tx, channel, null));

test("thirty streams of one link ask once a change", async () => {
  const { gate: one, state } = gate();
  const streams = Array.from({ length: 30 }, () => follow(one));
  // Everyone looks once when the connection is made.
  const soon = { timeout: 10_000 };
  await vi.waitFor(() => expect(state.asked).toBe(1), soon);
  await change(one);
  await vi.waitFor(() => expect(state.asked).toBe(2), soon);
  for (const { said } of streams) expect(said.split(CHANGED)).toHaveLength(3);
  state.open = false;
  await change(one);
  await vi.waitFor(() => expect(streams.every(({ ended }) => ended)).toBe(true), soon);
  expect(state.asked).toBe(3);
});

test("an owner's streams are counted over all its keys", () => {
  const owner = randomUUID();
  const [one, two] = [gate(3, owner).gate, gate(3, owner).gate];
  const streams = [follow(one), follow(one), follow(two)];
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(changesOf(two, new AbortController().signal).status).toBe(429);
  streams[0]!.close();
  expect(follow(two).status).toBe(200);
  // The control: another owner has its own.
  expect(follow(gate(3).gate).status).toBe(200);
});

test("a stop tells every stream to come back later", async () => {
  const streams = [follow(gate().gate), follow(gate().gate)];
  endStreams();
  await vi.waitFor(() => expect(streams.every(({ ended }) => ended)).toBe(true));
  for (const { said } of streams) expect(said).toMatch(/retry: [2-4]\d{3}\n\n$/);
});
