import { Resend } from "resend";
import { env } from "@/lib/env";

/** The longest wait for an answer from the provider. */
export const PROVIDER_PATIENCE_MS = 10_000;

/** Returns a client of the mail provider with a key. */
export function provider(apiKey: string): Resend {
  const { RESEND_BASE_URL } = env();
  return new Resend(apiKey, RESEND_BASE_URL ? { baseUrl: RESEND_BASE_URL } : {});
}
