"use client";

/** Leaves for a provider's sign-in. next-auth's own client brings the token its POST asks for. */
export async function beginOAuth(provider: "google" | "github"): Promise<void> {
  const { signIn } = await import("next-auth/react");
  await signIn(provider, { callbackUrl: "/today" });
}
