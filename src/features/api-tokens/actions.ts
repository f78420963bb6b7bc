"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { makeApiToken, revokeApiToken } from "./commands";
import { newToken, tokenRef } from "./schema";

export const make = freelancerAction(newToken, async ({ name }, { scope }) => ({
  done: say("otherPrograms.tokens.made", { name }),
  secret: await makeApiToken(scope, name),
}));

export const revoke = freelancerAction(tokenRef, async ({ tokenId }, { scope }) => {
  await revokeApiToken(scope, tokenId);
});
