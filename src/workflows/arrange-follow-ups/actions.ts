"use server";

import { followUpSettings } from "@/features/follow-ups/settings/schema";
import { say, spokenLanguage } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { arrangeFollowUps } from "./commands";

export const arrange = freelancerAction(followUpSettings, async (input, { scope, now, seen }) => {
  const turned = await arrangeFollowUps(scope, input, now, seen);
  const names = turned
    .filter((one) => one.cancelled > 0)
    .map(({ kind, cancelled }) => say(`followUps.kinds.${kind}.count`, { count: cancelled }));
  if (names.length === 0) return say("form.saved");
  const list = new Intl.ListFormat(spokenLanguage()).format(names);
  return say("followUps.settings.cancelled", { list });
});
