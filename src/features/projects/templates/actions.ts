"use server";

import { freelancerAction } from "@/lib/action";
import { dropTemplate, keepTemplate, takeTemplate } from "./commands";
import { keptTemplate, templateRef, usedTemplate } from "./schema";

export const keep = freelancerAction(keptTemplate, async (input, { scope }) => {
  const wasTaken = await keepTemplate(scope, input);
  return wasTaken ? `Saved in place of the old “${input.name}”.` : `Saved as “${input.name}”.`;
});

export const take = freelancerAction(usedTemplate, async (input, { scope }) => {
  const added = await takeTemplate(scope, input);
  return added === 0
    ? "Everything on it is on the list already."
    : `${added} ${added === 1 ? "item" : "items"} added.`;
});

export const drop = freelancerAction(templateRef, async ({ templateId }, { scope }) => {
  await dropTemplate(scope, templateId);
});
