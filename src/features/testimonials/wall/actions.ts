"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { closeWall, moveWall } from "./commands";
import { noFields, wallAddress } from "./schema";

export const move = freelancerAction(wallAddress, async ({ slug }, { scope, now }) => {
  await moveWall(scope, slug, now);
  return say("wall.address.opened");
});

export const close = freelancerAction(noFields, async (_input, { scope }) => {
  await closeWall(scope);
  return say("wall.address.closed");
});
