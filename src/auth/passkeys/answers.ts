import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { decodeClientDataJSON } from "@simplewebauthn/server/helpers";
import { z } from "zod";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";
import { passkeySite } from "./site";

/** Longer than any device answers. */
export const LONGEST_ANSWER = 32_768;

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const shared = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).loose(),
};
const registration = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .optional(),
  }),
});
const authentication = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
});

/** Returns what a browser answered when a passkey was made. */
export function readRegistration(text: string): RegistrationResponseJSON {
  return read(text, registration) as RegistrationResponseJSON;
}

/** Returns what a browser answered when a passkey was used. */
export function readAuthentication(text: string): AuthenticationResponseJSON {
  return read(text, authentication) as AuthenticationResponseJSON;
}

type Shape = z.ZodType<{ response: { clientDataJSON: string } }>;

/** Refuses what is no answer of a device, and what was answered at another address than this install's. */
function read(text: string, shape: Shape): unknown {
  const { data } = z
    .string()
    .max(LONGEST_ANSWER)
    .transform((json) => parsed(json))
    .pipe(shape)
    .safeParse(text);
  const client = data && decoded(data.response.clientDataJSON);
  if (!data || !client) throw unproven();
  const { origin } = requireSite();
  if (client.origin !== origin)
    throw new Refusal("not-allowed", say("passkeys.refused.elsewhere", { origin }));
  return data;
}

const parsed = (json: string): unknown => orNull(() => JSON.parse(json));
const decoded = (text: string) =>
  z.object({ origin: z.string() }).safeParse(orNull(() => decodeClientDataJSON(text))).data;

/** What is not even JSON comes to the same as what has another shape. */
function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Returns what passkeys are bound to. Refuses where there can be none. */
export function requireSite(): { id: string; origin: string } {
  const site = passkeySite();
  if (!site) throw new Refusal("not-allowed", say("passkeys.refused.noPasskeys"));
  return site;
}

/** Returns what the check of an answer found. An answer that does not hold is refused; why is in the log. */
export async function checked<T extends { verified: boolean }>(
  check: Promise<T>,
): Promise<Extract<T, { verified: true }> | T> {
  const result = await check.catch((error: unknown) => {
    log().warn(plainError(error), "a passkey's answer could not be verified");
    throw unproven();
  });
  if (!result.verified) throw unproven();
  return result;
}

const unproven = () => new Refusal("not-allowed", say("passkeys.refused.unproven"));
