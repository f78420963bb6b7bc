import { forStudio } from "@/features/history/rules";

/** What changes in how the freelancer's emails are sent, and where answers are read. It is in no history of a client's. */
export const mailKinds = {
  "mailAccount.connected": forStudio(null),
  "mailAccount.removed": forStudio(null),
  "mailbox.connected": forStudio(null),
  "mailbox.removed": forStudio(null),
  "webhookSecret.saved": forStudio(null),
};
