"use client";

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";

/** What the browser, or its person, says no to. The words for each are the page's. */
export type PasskeyTrouble = "cancelled" | "already" | "elsewhere" | "unable" | "unreachable";

type Offer = {
  options?: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;
  message?: string;
};
type Asked = { answer: string } | { trouble: PasskeyTrouble } | { message: string };

/** Whether this browser knows passkeys at all. */
export async function knowsPasskeys(): Promise<boolean> {
  const { browserSupportsWebAuthn } = await import("@simplewebauthn/browser");
  return browserSupportsWebAuthn();
}

/** Returns what the person's device answers, or why it does not: the server's own sentence, or a trouble here. */
export async function askDevice(what: "sign-in" | "new"): Promise<Asked> {
  const offer = await fetch(`/api/passkeys/${what}`, { method: "POST" })
    .then((response) => response.json() as Promise<Offer>)
    .catch((): Offer => ({}));
  const { options, message } = offer;
  if (message !== undefined) return { message };
  if (!options) return { trouble: "unreachable" };
  const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
  const start = what === "new" ? startRegistration : startAuthentication;
  try {
    return { answer: JSON.stringify(await start({ optionsJSON: options })) };
  } catch (error) {
    return { trouble: troubleOf(error) };
  }
}

function troubleOf(error: unknown): PasskeyTrouble {
  const { name, cause } = error as Error;
  const own = cause instanceof Error ? cause.name : name;
  if (own === "InvalidStateError") return "already";
  if (own === "SecurityError") return "elsewhere";
  // Browsers tell no difference between a person who said no and one who did not answer in time.
  return own === "NotAllowedError" || own === "AbortError" ? "cancelled" : "unable";
}
