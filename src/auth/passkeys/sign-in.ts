import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/client";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { checked, readAuthentication, requireSite } from "./answers";
import { keepChallenge, spendChallenge } from "./challenges";
import { handleSaid } from "./handle";

/** What the browser is asked in order to sign in with whichever passkey its person chooses, and the challenge's secret. */
export async function askForPasskey() {
  const { id: rpID } = requireSite();
  const options = await generateAuthenticationOptions({ rpID, userVerification: "required" });
  return { options, token: await keepChallenge(options.challenge, null) };
}

/** Returns whom a passkey signs in. Works once for each time it was asked for. */
export async function redeemPasskey(
  answer: string,
  token: string | undefined,
): Promise<{ id: string }> {
  const expectedChallenge = await spendChallenge(token, null);
  const response = readAuthentication(answer);
  const passkey = await db().passkey.findUnique({ where: { credentialId: response.id } });
  if (!passkey || isOfOther(response.response.userHandle, passkey.userId)) throw unknown();
  const site = requireSite();
  const { authenticationInfo } = await checked(
    verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      // Compared below, so that a copied passkey has a sentence of its own.
      credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: 0 },
    }),
  );
  await use(passkey, authenticationInfo);
  return { id: passkey.userId };
}

type Used = { newCounter: number; credentialBackedUp: boolean };

/** A count that does not rise is a copy's: the device itself would have counted on. */
async function use({ id, counter }: { id: string; counter: bigint }, used: Used): Promise<void> {
  const next = BigInt(used.newCounter);
  const { count } = await db().passkey.updateMany({
    where: { id, ...(next > 0n || counter > 0n ? { counter: { lt: next } } : {}) },
    data: { counter: next, isBackedUp: used.credentialBackedUp, usedAt: databaseNow() },
  });
  if (count === 1) return;
  if ((await db().passkey.count({ where: { id } })) === 0) throw unknown();
  log().warn({ passkeyId: id }, "a passkey counted backwards: it may have been copied");
  throw new Refusal("not-allowed", say("passkeys.refused.copied"));
}

const isOfOther = (handle: string | null | undefined, userId: string) =>
  Boolean(handle) && handle !== handleSaid(userId);

const unknown = () => new Refusal("not-found", say("passkeys.refused.unknown"));
