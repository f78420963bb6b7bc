import { z } from "zod";
import { findSignedIn } from "@/auth/session";
import { databaseNow } from "@/db/clock";
import { checkFacts } from "@/features/pre-send/facts";
import { LANGUAGES } from "@/language/languages";
import { Refusal } from "@/lib/errors";

export const dynamic = "force-dynamic";

const asked = z.object({
  reader: z.uuid().optional(),
  language: z.enum(LANGUAGES).optional(),
});
const headers = { "cache-control": "no-store" };
const none = (status: number) => new Response(null, { status, headers });

/** What a form's check needs to know beside the text: asked for once somebody writes. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findSignedIn();
  if (!signedIn?.studio) return none(401);
  const { data } = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!data) return none(404);
  try {
    const { scope, studio } = signedIn;
    const check = { readerId: data.reader, language: data.language, variables: [] };
    return Response.json(await checkFacts({ scope, studio, now: databaseNow() }, check), {
      headers,
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") return none(404);
    throw error;
  }
}
