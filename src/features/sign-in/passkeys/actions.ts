"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { ADDRESS_HEADER } from "@/auth/address";
import { limit } from "@/auth/limits";
import { takeSecret } from "@/auth/passkeys/cookie";
import { redeemPasskey } from "@/auth/passkeys/sign-in";
import { findSignedIn, openSession } from "@/auth/session";
import { say } from "@/language/say";
import { freelancerAction, openAction } from "@/lib/action";
import { addPasskey, removePasskey, renamePasskey } from "./commands";
import { deviceOf } from "./rules";
import { answered, namedPasskey, passkeyRef } from "./schema";

/** Signs in with whichever passkey the person has chosen. */
export const enter = openAction(answered, async ({ answer }) => {
  await limit("sign-in-place", (await headers()).get(ADDRESS_HEADER) ?? "unknown");
  const { id } = await redeemPasskey(answer, await takeSecret());
  await openSession(id);
  return { goTo: "/today" };
});

export const add = freelancerAction(answered, async ({ answer }, { scope, now }) => {
  const { sessionId } = (await findSignedIn()) ?? redirect("/sign-in");
  const token = await takeSecret();
  const name = deviceOf((await headers()).get("user-agent")) ?? say("passkeys.someDevice");
  await addPasskey(scope, { answer, token, sessionId, name }, now);
  return say("passkeys.added", { name });
});

export const rename = freelancerAction(namedPasskey, async (input, { scope, now }) => {
  await renamePasskey(scope, input, now);
  return say("form.saved");
});

export const remove = freelancerAction(passkeyRef, async ({ passkeyId }, { scope, now }) => {
  await removePasskey(scope, passkeyId, now);
});
