import { cookies } from "next/headers";
import { sessionCookie } from "@/auth/session";
import { CHALLENGE_MINUTES } from "./challenges";

const NAME = "uptomark-passkey";

/** Has this browser keep the secret of its challenge. */
export async function keepSecret(token: string): Promise<void> {
  const { options } = sessionCookie();
  (await cookies()).set(NAME, token, {
    ...options,
    sameSite: "strict",
    maxAge: CHALLENGE_MINUTES * 60,
  });
}

/** Returns the secret that this browser keeps, which it forgets. */
export async function takeSecret(): Promise<string | undefined> {
  const { options } = sessionCookie();
  const jar = await cookies();
  const token = jar.get(NAME)?.value;
  jar.delete({ name: NAME, ...options });
  return token;
}
