"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import {
  addEndpoint,
  moveEndpoint,
  removeEndpoint,
  replayDelivery,
  revealSecret,
  sendTest,
  switchEndpoint,
} from "./commands";
import { deliveryRef, endpointRef, movedEndpoint, newEndpoint } from "./schema";

export const add = freelancerAction(newEndpoint, async (input, { scope }) => ({
  secret: await addEndpoint(scope, input),
  done: say("otherPrograms.webhooks.added"),
}));

export const move = freelancerAction(movedEndpoint, async ({ endpointId, url }, { scope }) => {
  await moveEndpoint(scope, endpointId, url);
  return say("otherPrograms.webhooks.moved");
});

export const reveal = freelancerAction(endpointRef, async ({ endpointId }, { scope }) => ({
  secret: await revealSecret(scope, endpointId),
  done: say("otherPrograms.webhooks.secret"),
}));

export const switchOn = freelancerAction(endpointRef, async ({ endpointId }, { scope }) => {
  await switchEndpoint(scope, endpointId, true);
});

export const switchOff = freelancerAction(endpointRef, async ({ endpointId }, { scope }) => {
  await switchEndpoint(scope, endpointId, false);
});

export const test = freelancerAction(endpointRef, async ({ endpointId }, { scope }) => {
  await sendTest(scope, endpointId);
  return say("otherPrograms.webhooks.tested");
});

export const remove = freelancerAction(endpointRef, async ({ endpointId }, { scope }) => {
  await removeEndpoint(scope, endpointId);
  return { goTo: "/settings/other-programs#webhooks" };
});

export const replay = freelancerAction(deliveryRef, async ({ deliveryId }, { scope }) => {
  await replayDelivery(scope, deliveryId);
});
