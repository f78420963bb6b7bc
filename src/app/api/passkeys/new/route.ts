import { limit } from "@/auth/limits";
import { askForNewPasskey } from "@/auth/passkeys/register";
import { findSignedIn } from "@/auth/session";
import { say, speak } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { offer } from "@/app/api/passkeys/offer";

export const dynamic = "force-dynamic";

/** What a browser needs to make a passkey for whoever is signed in. */
export async function POST(request: Request): Promise<Response> {
  return offer(request, async () => {
    const signedIn = await findSignedIn();
    if (!signedIn?.studio) throw new Refusal("not-allowed", say("form.signedOut"));
    const { scope, studio, sessionId } = signedIn;
    speak(studio.language);
    await limit("passkey-new", scope.freelancerId);
    return askForNewPasskey(scope, sessionId);
  });
}
