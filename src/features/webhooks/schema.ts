import { z } from "zod";
import { id } from "@/lib/fields";
import { say, saying } from "@/language/say";

const MOST_IN_URL = 2000;

function isTarget(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return /^https?:$/.test(protocol) && !username && !password && !hash;
}

export const newEndpoint = z.object({
  url: z
    .string(saying("otherPrograms.webhooks.urlMissing"))
    .trim()
    .min(1, saying("otherPrograms.webhooks.urlMissing"))
    .max(MOST_IN_URL, saying("otherPrograms.webhooks.urlShape"))
    .refine(isTarget, { error: () => say("otherPrograms.webhooks.urlShape") })
    .transform((text) => new URL(text).href),
  topics: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z
      .array(z.string().max(40), saying("otherPrograms.webhooks.topicsMissing"))
      .min(1, saying("otherPrograms.webhooks.topicsMissing"))
      .max(40),
  ),
});

export const movedEndpoint = newEndpoint.pick({ url: true }).extend({ endpointId: id("webhook") });
export const endpointRef = z.object({ endpointId: id("webhook") });
export const deliveryRef = z.object({ deliveryId: id("delivery") });
