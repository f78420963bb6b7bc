"use client";

/** Goes to a provider's sign-in. next-auth's own client adds the token its POST needs. */
export async function beginOAuth(provider: "google" | "github"): Promise<void> {
  const { signIn } = await import("next-auth/react");
  await signIn(provider, { callbackUrl: "/today" });
}
