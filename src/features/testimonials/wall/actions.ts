"use server";

import { freelancerAction } from "@/lib/action";
import { closeWall, moveWall } from "./commands";
import { noFields, wallAddress } from "./schema";

export const move = freelancerAction(wallAddress, async ({ slug }, { scope, now }) => {
  await moveWall(scope, slug, now);
  return "Saved. Your wall is open at this address.";
});

export const close = freelancerAction(noFields, async (_input, { scope }) => {
  await closeWall(scope);
  return "Closed. Nobody can open it any more.";
});
