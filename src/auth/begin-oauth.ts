"use client";

import type { ProviderId } from "./providers";

/**
 * Goes to a provider's sign-in. next-auth's own client adds the token its POST needs. Throws where the
 * server or the provider's address cannot be had; without a look first next-auth would go to a page of its own.
 */
export async function beginOAuth(provider: ProviderId): Promise<void> {
  const { getProviders, signIn } = await import("next-auth/react");
  if (!(await getProviders())?.[provider]) throw new Error("No answer about the providers.");
  await signIn(provider, { callbackUrl: "/today" });
}
