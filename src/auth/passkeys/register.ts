import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { checked, readRegistration, requireSite } from "./answers";
import { keepChallenge, spendChallenge } from "./challenges";
import { handleOf } from "./handle";

/** What the browser is asked in order to make a passkey, and the secret of its challenge. */
export async function askForNewPasskey(scope: Scope, sessionId: string) {
  const { id: rpID } = requireSite();
  const { email, passkeys } = await db().user.findUniqueOrThrow({
    where: { id: scope.freelancerId },
    select: { email: true, passkeys: { select: { credentialId: true, transports: true } } },
  });
  const options = await generateRegistrationOptions({
    rpName: "Uptomark",
    rpID,
    userName: email,
    userID: handleOf(scope.freelancerId),
    attestationType: "none",
    excludeCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports,
    })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return { options, token: await keepChallenge(options.challenge, sessionId) };
}

/** What comes back to be added: the browser's answer, the secret of its challenge, and the session it came by. */
export type NewPasskeyAnswer = { answer: string; token: string | undefined; sessionId: string };

/** Returns the passkey that the browser made. Refuses what was not asked for, or not here. */
export async function verifyNewPasskey({ answer, token, sessionId }: NewPasskeyAnswer) {
  const expectedChallenge = await spendChallenge(token, sessionId);
  const response = readRegistration(answer);
  const site = requireSite();
  const { registrationInfo } = await checked(
    verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
    }),
  );
  const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo!;
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: BigInt(credential.counter),
    transports: credential.transports ?? [],
    isSyncable: credentialDeviceType === "multiDevice",
    isBackedUp: credentialBackedUp,
  };
}
