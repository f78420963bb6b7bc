"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { ADDRESS_HEADER } from "@/auth/address";
import { CONFIRM_MINUTES, findAddressLink } from "@/auth/address-change";
import { limit } from "@/auth/limits";
import { findSignedIn } from "@/auth/session";
import { say } from "@/language/say";
import { freelancerAction, openAction } from "@/lib/action";
import { Refusal } from "@/lib/errors";
import { askForAddress, confirmAddress, dropNewAddress } from "./commands";
import { addressLink, newAddress } from "./schema";

export const ask = freelancerAction(newAddress, async (input, { scope, now }) => {
  await limit("address-change", scope.freelancerId);
  await askForAddress(scope, input, now);
  return say("signInAddress.asked", { address: input.address, minutes: CONFIRM_MINUTES });
});

export const drop = freelancerAction(z.object({}), async (_input, { scope, now }) => {
  await dropNewAddress(scope, now);
});

/** By whoever has the link: they read the new address's emails. It signs nobody in. */
export const confirm = openAction(addressLink, async ({ token }) => {
  await limit("sign-in-place", (await headers()).get(ADDRESS_HEADER) ?? "unknown");
  const found = await findAddressLink(token);
  if (!found) throw new Refusal("too-late", say("signInAddress.spent.refused"));
  await confirmAddress(found.scope, { token });
  const signedIn = await findSignedIn();
  const isSame = signedIn?.scope.freelancerId === found.scope.freelancerId;
  return { goTo: isSame ? "/settings/sign-in" : "/sign-in?address=changed" };
});
