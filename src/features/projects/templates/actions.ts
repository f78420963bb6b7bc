"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { dropTemplate, keepTemplate, takeTemplate } from "./commands";
import { keptTemplate, templateRef, usedTemplate } from "./schema";

export const keep = freelancerAction(keptTemplate, async (input, { scope }) => {
  const wasTaken = await keepTemplate(scope, input);
  const { name } = input;
  return say(wasTaken ? "checklist.templates.replaced" : "checklist.templates.savedAs", { name });
});

export const take = freelancerAction(usedTemplate, async (input, { scope }) => {
  const added = await takeTemplate(scope, input);
  return added === 0
    ? say("checklist.templates.nothingNew")
    : say("checklist.templates.added", { count: added });
});

export const drop = freelancerAction(templateRef, async ({ templateId }, { scope }) => {
  await dropTemplate(scope, templateId);
});
