import type { NextAuthOptions } from "next-auth";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { z } from "zod";
import { db } from "@/db/client";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { hashingAdapter } from "./adapter";
import { mayEnter, normaliseAddress } from "./admission";
import { sessionCookie, SESSION_DAYS } from "./session";

/**
 * next-auth only serves OAuth; sign-in links and session look-ups are ours (see docs/decisions).
 */
export function authOptions(): NextAuthOptions {
  const {
    APP_SECRET,
    GOOGLE_CLIENT_ID,
    GOOGLE_CLIENT_SECRET,
    GITHUB_CLIENT_ID,
    GITHUB_CLIENT_SECRET,
  } = env();
  return {
    adapter: hashingAdapter(),
    secret: APP_SECRET,
    session: { strategy: "database", maxAge: SESSION_DAYS * 86_400 },
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [
      ...(GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET
        ? [Google({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET })]
        : []),
      ...(GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET
        ? [GitHub({ clientId: GITHUB_CLIENT_ID, clientSecret: GITHUB_CLIENT_SECRET })]
        : []),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (!user.email || !account) return false;
        try {
          const verified =
            account.provider === "google"
              ? profile !== undefined &&
                "email_verified" in profile &&
                profile.email_verified === true
              : await gitHubVerified(user.email, account.access_token);
          return verified && (await mayEnter(db(), normaliseAddress(user.email)));
        } catch (error) {
          // next-auth would put the error's text into the address bar.
          log().error(plainError(error), "a provider's sign-in could not be judged");
          return false;
        }
      },
      redirect: ({ baseUrl }) => `${baseUrl}/today`,
    },
    logger: {
      error: (code) => log().error({ code }, "sign-in by a provider failed"),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** GitHub returns a primary address without saying whether it is verified; this asks. */
async function gitHubVerified(address: string, accessToken: string | undefined): Promise<boolean> {
  if (!accessToken) return false;
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) return false;
  const listed = z
    .array(z.object({ email: z.string(), verified: z.boolean() }))
    .safeParse(await response.json());
  return (
    listed.success &&
    listed.data.some(
      (entry) => entry.verified && normaliseAddress(entry.email) === normaliseAddress(address),
    )
  );
}
