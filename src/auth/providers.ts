import { env } from "@/lib/env";

/** Returns the configured OAuth providers, by next-auth's ids. */
export function oauthProviders(): ("google" | "github")[] {
  const { GOOGLE_CLIENT_ID, GITHUB_CLIENT_ID } = env();
  return [
    ...(GOOGLE_CLIENT_ID ? (["google"] as const) : []),
    ...(GITHUB_CLIENT_ID ? (["github"] as const) : []),
  ];
}
