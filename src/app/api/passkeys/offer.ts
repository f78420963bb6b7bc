import { randomUUID } from "node:crypto";
import { isOwnOrigin } from "@/auth/origin";
import { keepSecret } from "@/auth/passkeys/cookie";
import { askedLanguage } from "@/auth/session";
import { say, speaking } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";

type Offer = { options: object; token: string };

const reply = (status: number, body: { options: object } | { message: string }) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/** Returns what a browser asks a device for. The secret of its challenge goes into a cookie. */
export async function offer(request: Request, ask: () => Promise<Offer>): Promise<Response> {
  return speaking(await askedLanguage(), async () => {
    try {
      if (!isOwnOrigin(request.headers)) throw new Refusal("not-allowed", say("form.outOfDate"));
      const { options, token } = await ask();
      await keepSecret(token);
      return reply(200, { options });
    } catch (error) {
      if (error instanceof Refusal) return reply(422, { message: error.message });
      const id = randomUUID().slice(0, 8);
      log().error({ id, ...plainError(error) }, "a passkey could not be asked for");
      return reply(500, { message: say("form.unexpected", { id }) });
    }
  });
}
