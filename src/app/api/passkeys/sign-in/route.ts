import { ADDRESS_HEADER } from "@/auth/address";
import { limit } from "@/auth/limits";
import { askForPasskey } from "@/auth/passkeys/sign-in";
import { offer } from "@/app/api/passkeys/offer";

export const dynamic = "force-dynamic";

/** What a browser needs to sign in with a passkey. */
export async function POST(request: Request): Promise<Response> {
  return offer(request, async () => {
    await limit("sign-in-place", request.headers.get(ADDRESS_HEADER) ?? "unknown");
    return askForPasskey();
  });
}
