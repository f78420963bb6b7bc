// A worker in a process of its own, as the worker has one, that can be told where to die.
import { db } from "@/db/client";
import { deliverDueEmails } from "@/features/emails/delivery/commands";
import { type Point } from "@/features/emails/delivery/prepare";
import { closeQueue } from "@/queue/boss";

export type Order =
  | { do: "carry"; cutAt?: Point; stopAt?: Point; nth?: number }
  /** The same bodies in a bare loop: nothing read, nothing written down. */
  | { do: "bare"; url: string; bodies: string[]; abreast: number };
export type Told = { ready: true } | { settled: number; ms: number } | { failed: string };

const tell = (told: Told) => process.send!(told);

type Cut = { cutAt?: Point; stopAt?: Point; nth?: number };

async function deliver({ cutAt, stopAt, nth = 1 }: Cut): Promise<number> {
  let seen = 0;
  return deliverDueEmails(
    () => false,
    (point) => {
      if (point === (cutAt ?? stopAt) && (seen += 1) === nth)
        process.kill(process.pid, cutAt ? "SIGKILL" : "SIGSTOP");
    },
  );
}

async function bare({
  url,
  bodies,
  abreast,
}: {
  url: string;
  bodies: string[];
  abreast: number;
}): Promise<number> {
  const left = bodies.entries();
  const post = async () => {
    for (const [n, body] of left) {
      const answer = await fetch(`${url}/emails`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: "Bearer re_bare",
          "idempotency-key": `bare-${n}`,
        },
        body,
      });
      await answer.json();
    }
  };
  await Promise.all(Array.from({ length: abreast }, post));
  return bodies.length;
}

process.on("message", (order: Order) => {
  const from = performance.now();
  (order.do === "carry" ? deliver(order) : bare(order)).then(
    (settled) => tell({ settled, ms: performance.now() - from }),
    (error: unknown) => tell({ failed: error instanceof Error ? error.message : String(error) }),
  );
});
process.on("disconnect", () => {
  void closeQueue()
    .then(() => db().$disconnect())
    .finally(() => process.exit(0));
});
await db().$queryRaw`SELECT 1`;
tell({ ready: true });
