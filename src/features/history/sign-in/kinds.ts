import { forStudio } from "@/features/history/rules";
import { webhookKinds } from "@/features/history/webhooks/kinds";

/** What changes in how the freelancer signs in, and in what other programs may do. It is in no history of a client's. */
export const signInKinds = {
  ...webhookKinds,
  "apiToken.made": forStudio<{ name: string }>(null),
  "apiToken.revoked": forStudio<{ name: string }>(null),
  "passkey.added": forStudio<{ name: string }>(null),
  "passkey.renamed": forStudio<{ name: string }>(null),
  "passkey.removed": forStudio<{ name: string }>(null),
  "signInAddress.asked": forStudio(null),
  "signInAddress.dropped": forStudio(null),
  "signInAddress.changed": forStudio(null),
};
