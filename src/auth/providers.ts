import { env } from "@/lib/env";

/** What next-auth calls each provider. */
export type ProviderId = "google" | "github" | "oidc";

/** Returns the configured providers, by next-auth's ids. */
export function oauthProviders(): ProviderId[] {
  const { GOOGLE_CLIENT_ID, GITHUB_CLIENT_ID, OIDC_CLIENT_ID } = env();
  return [
    ...(GOOGLE_CLIENT_ID ? (["google"] as const) : []),
    ...(GITHUB_CLIENT_ID ? (["github"] as const) : []),
    ...(OIDC_CLIENT_ID ? (["oidc"] as const) : []),
  ];
}

/** Returns what a provider is called on its button. */
export function providerName(id: ProviderId): string {
  return { google: "Google", github: "GitHub", oidc: env().OIDC_NAME }[id];
}
