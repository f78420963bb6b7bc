import { randomUUID } from "node:crypto";
import { isOwnOrigin } from "@/auth/origin";
import { findSignedIn } from "@/auth/session";
import { inTurn } from "@/db/turns";
import { readAway } from "@/document/upload";
import { say, speaking, type StudioKey } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";
import { patiently } from "./patiently";

type SignedIn = NonNullable<Awaited<ReturnType<typeof findSignedIn>>>;
type Owner = SignedIn & { studio: NonNullable<SignedIn["studio"]> };

const reply = (status: number, body: object) =>
  Response.json(body, {
    status,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });

/**
 * Takes a file that a freelancer imports: its body is the file's bytes. Refuses what comes from another place's page
 * or from nobody, and a second import at a time. `work` returns what the page shows; a refusal is a sentence under
 * "message", in the freelancer's language, once what was sent is read to its end. What takes long is answered with
 * status 200 whatever comes of it (see `patiently`).
 */
export async function answerImport(
  request: Request,
  work: (owner: Owner, chunks: AsyncIterable<Uint8Array>) => Promise<object>,
): Promise<Response> {
  const signedIn = await findSignedIn();
  const { studio } = signedIn ?? {};
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const answer = speaking(studio?.language ?? "en", async () => {
    try {
      if (!isOwnOrigin(request.headers)) return reply(403, { message: say("form.outOfDate") });
      if (!signedIn || !studio) return reply(401, { message: say("exportStudio.signedOut") });
      // The body is read to its end after a refusal, so that the answer arrives.
      const chunks = untilArrived(request.body?.values({ preventCancel: true }) ?? [], arrive);
      const turn = `import ${signedIn.scope.freelancerId}`;
      const turned = await inTurn(turn, () => work({ ...signedIn, studio }, chunks));
      if (!turned) throw new Refusal("already", say("importList.busy"));
      return reply(200, turned.done);
    } catch (error) {
      return request.signal.aborted ? reply(400, {}) : failed(request, error);
    }
  });
  return patiently(answer, arrived);
}

async function failed(request: Request, error: unknown): Promise<Response> {
  if (error instanceof Refusal) {
    await readAway(request).catch(() => undefined);
    return reply(422, { message: error.message });
  }
  const id = randomUUID().slice(0, 8);
  log().error({ id, ...plainError(error) }, "an import failed");
  return reply(503, { message: say("importStudio.unsaved", { id }) });
}

async function* untilArrived(
  chunks: AsyncIterable<Uint8Array> | Uint8Array[],
  arrive: () => void,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  arrive();
}

/** Passes on what comes until it is more than `most` bytes, which is refused in these words. */
export async function* within(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  tooLarge: StudioKey,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new Refusal("invalid", say(tooLarge), "file");
    yield chunk;
  }
}
