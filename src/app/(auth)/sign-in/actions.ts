"use server";

import { databaseNow } from "@/db/clock";
import { headers } from "next/headers";
import { z } from "zod";
import { ADDRESS_HEADER } from "@/auth/address";
import { limit } from "@/auth/limits";
import { openSession } from "@/auth/session";
import { redeemSignInLink } from "@/auth/sign-in-link";
import { openAction } from "@/lib/action";
import { enterDemo } from "./enter-demo";
import { sendSignInLink, tellWhereLinkIs } from "./send-link";
import { signInLink, signInRequest } from "./schema";

/**
 * Sends a sign-in link, or prints it where no mail provider is configured. The answer does not show
 * which addresses may sign in.
 */
export const requestLink = openAction(signInRequest, async ({ address }) => {
  const place = (await headers()).get(ADDRESS_HEADER) ?? "unknown";
  await limit("sign-in-place", place);
  await limit("sign-in-pair", `${address} ${place}`);
  await limit("sign-in-address", address);
  await sendSignInLink(address, databaseNow());
  return tellWhereLinkIs(address);
});

export const redeemLink = openAction(signInLink, async ({ token }) => {
  await limit("sign-in-place", (await headers()).get(ADDRESS_HEADER) ?? "unknown");
  const freelancer = await redeemSignInLink(token);
  await openSession(freelancer.id);
  return { goTo: "/today" };
});

/** The demo's one-button sign-in. */
export const openDemo = openAction(z.object({}), async () => {
  await enterDemo();
  return { goTo: "/today" };
});
