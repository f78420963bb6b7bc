"use server";

import { followUpKinds } from "@/features/follow-ups/kinds";
import { followUpSettings } from "@/features/follow-ups/settings/schema";
import { freelancerAction } from "@/lib/action";
import { arrangeFollowUps } from "./commands";

export const arrange = freelancerAction(followUpSettings, async (input, { scope, now, seen }) => {
  const turned = await arrangeFollowUps(scope, input, now, seen);
  const names = turned
    .filter((one) => one.cancelled > 0)
    .map(
      ({ kind, cancelled }) =>
        `${cancelled} ${cancelled === 1 ? followUpKinds[kind].one.toLowerCase() : followUpKinds[kind].many}`,
    );
  return names.length > 0 ? `Saved. Cancelled with it: ${names.join(" and ")}.` : "Saved.";
});
