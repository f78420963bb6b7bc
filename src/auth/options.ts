import type { Account, NextAuthOptions, Profile } from "next-auth";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { z } from "zod";
import { db } from "@/db/client";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { hashingAdapter } from "./adapter";
import { mayEnter, normaliseAddress } from "./admission";
import { oidcProviders, saysVerified } from "./oidc";
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
      ...oidcProviders(),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (!account) return false;
        try {
          // Of a linked account next-auth gives the freelancer's own address; the provider speaks of its own.
          const said = profile?.email ?? user.email;
          if (!said || !(await isVerified(said, account, profile)))
            return "/sign-in?error=Unverified";
          return user.email ? await mayEnter(db(), normaliseAddress(user.email)) : false;
        } catch (error) {
          // next-auth would put the error's text into the address bar.
          log().error(plainError(error), "a provider's sign-in could not be judged");
          return false;
        }
      },
      redirect: ({ baseUrl }) => `${baseUrl}/today`,
    },
    logger: {
      error: (code, facts) =>
        log().error({ code, why: whyOf(facts) }, "sign-in by a provider failed"),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** Whether the provider says that an address is verified. */
async function isVerified(
  address: string,
  account: Account,
  profile: Profile | undefined,
): Promise<boolean> {
  return account.provider === "github"
    ? gitHubVerified(address, account.access_token)
    : saysVerified(profile);
}

/** A code of OAuth's ("invalid_client") or the network's ("ECONNREFUSED"): it holds no secret, as a message might. */
const CODE = /^([a-z]+(_[a-z]+)+|[A-Z][A-Z_]{2,40})(?= |$)/;

/** Returns what went wrong at the provider, as a code; the error's name where it has none. */
function whyOf(facts: unknown): string | undefined {
  const error = facts instanceof Error ? facts : (facts as { error?: unknown } | null)?.error;
  if (!(error instanceof Error)) return undefined;
  const { code, message, name } = error as Error & { code?: unknown };
  return CODE.exec(String(code ?? ""))?.[0] ?? CODE.exec(message)?.[0] ?? name;
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
