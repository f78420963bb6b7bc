import { forStudio } from "@/features/history/rules";

type Where = { url: string };

/** What becomes of the addresses that other programs hear at. It is in no history of a client's. */
export const webhookKinds = {
  "webhook.added": forStudio<Where>(null),
  "webhook.moved": forStudio<Where & { before: string }>(null),
  "webhook.switched": forStudio<Where & { isOn: boolean }>(null),
  "webhook.gaveUp": forStudio<Where>(null),
  "webhook.tested": forStudio<Where>(null),
  "webhook.replayed": forStudio<Where>(null),
  "webhook.removed": forStudio<Where>(null),
};
