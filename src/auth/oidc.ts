import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { env } from "@/lib/env";

/** How long the provider has for an answer. */
const PATIENCE_MS = 10_000;

/** What a provider says of somebody. */
const claims = z.object({
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.unknown().optional(),
  name: z.string().optional().catch(undefined),
});
type Claims = z.infer<typeof claims>;

/** Returns the provider that the environment names, found by its own discovery; none where it names none. */
export function oidcProviders(): OAuthConfig<Claims>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return [];
  return [
    {
      id: "oidc",
      name: OIDC_NAME,
      type: "oauth",
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: "openid email profile" } },
      checks: ["pkce", "state", "nonce"],
      idToken: true,
      httpOptions: { timeout: PATIENCE_MS },
      userinfo: {
        request: async ({ tokens, client }) => {
          const signed = signedClaims(tokens.id_token);
          // Some providers say the address only when they are asked with the other token.
          if (signed.email !== undefined || !tokens.access_token) return signed;
          const asked = claims.parse(await client.userinfo(tokens.access_token));
          if (asked.sub !== signed.sub) throw new Error("The provider speaks of somebody else.");
          return asked;
        },
      },
      profile: ({ sub, email, name }) => ({ id: sub, email, name }),
    },
  ];
}

/** Whether the provider itself says that this address is its person's. */
export function saysVerified(profile: object | undefined): boolean {
  return profile !== undefined && "email_verified" in profile && profile.email_verified === true;
}

/** Returns what a token says, whose signature and nonce have been checked by then. */
function signedClaims(token: string | undefined): Claims {
  const body = Buffer.from(token?.split(".")[1] ?? "", "base64url").toString();
  return claims.parse(JSON.parse(body));
}
