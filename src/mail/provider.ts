import { Resend } from "resend";
import { env } from "@/lib/env";

/** No question to the provider waits longer for its answer. */
export const PROVIDER_PATIENCE_MS = 10_000;

/** The mail provider, asked with a key. */
export function provider(apiKey: string): Resend {
  const { RESEND_BASE_URL } = env();
  return new Resend(apiKey, RESEND_BASE_URL ? { baseUrl: RESEND_BASE_URL } : {});
}
