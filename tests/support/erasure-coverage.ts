/**
 * What becomes of each table when a client is erased. A table that is under the client by a foreign key it
 * cannot be without, and that deletes with its parent, goes by itself and is not listed. Any other is in one of
 * these two lists, with one line, or the test fails.
 */

/** Tables with rows of a client that no such key leads to, and what deletes or clears them. */
export const ERASED_BY: Record<string, string> = {
  Email: "eraseEmails; forgetMentions for those to the freelancer that name a client among others",
  ErasedAddress: "made by the erasure: hashes under a key of APP_SECRET",
  Erasure: "made by the erasure: ids alone, so that it is done again after a restore",
  Failure: "eraseNotices, where nobody else has heard of it",
  File: "eraseFiles",
  HistoryEntry: "eraseHistory",
  InboundArrival: "eraseArrivals",
  InboundEmail: "eraseInbound",
  KeptFigure: "made by the erasure: numbers of a month, of nobody",
  LedgerEntry: "with the client, project or row that it is about",
  RateLimiterFlexible: "forgetLimits",
  StoreDeletion: "made by the erasure: keys of objects, until they are gone",
  Suppression: "eraseSuppressions",
  WebhookDelivery: "with the history entry that it tells of",
};

/** Tables that stay, why, and every column of text, JSON or bytes in them: a new one has to be thought about. */
export const STAYS: Record<string, { why: string; columns: string[] }> = {
  AddressChange: { why: "the freelancer's own new address", columns: ["address", "token"] },
  Account: {
    why: "how the freelancer signs in",
    columns: ["type", "provider", "providerAccountId"],
  },
  ApiToken: {
    why: "of a program of the freelancer's",
    columns: ["name", "tokenHash", "start"],
  },
  WebhookEndpoint: {
    why: "where the freelancer's own programs hear",
    columns: ["url", "topics", "secretCipher", "offWhy"],
  },
  BackupState: { why: "when the install was backed up", columns: ["name", "why"] },
  InboundMailbox: {
    why: "how far a mailbox was read: the install's, or the freelancer's own",
    columns: ["id", "serverCipher", "address", "uidValidity", "trouble"],
  },
  ProjectTemplate: {
    why: "the freelancer's list for any project",
    columns: ["name", "items", "plannedDates", "plannedRequests"],
  },
  ColumnMatch: { why: "headings of the freelancer's own lists", columns: ["heading", "field"] },
  EmailTurn: { why: "a time", columns: [] },
  FigureChange: { why: "days from which to count anew", columns: [] },
  FigureMonth: { why: "numbers, counted anew when what they count goes", columns: ["counts"] },
  FigurePeriod: { why: "numbers, counted anew when what they count goes", columns: ["figures"] },
  FigureState: { why: "numbers, counted anew when what they count goes", columns: ["counts"] },
  StudioDue: { why: "a time", columns: [] },
  FollowUpSwitch: { why: "a choice of the freelancer's", columns: [] },
  Invitation: { why: "a freelancer who is invited", columns: ["address"] },
  Logo: { why: "the studio's own picture", columns: ["bytes"] },
  MailAccount: {
    why: "the freelancer's account at the provider",
    columns: [
      "id",
      "keyCipher",
      "keyLastFour",
      "serverCipher",
      "fromAddress",
      "webhookCipher",
      "formerWebhookCipher",
      "trouble",
    ],
  },
  Outbox: {
    why: "which database this is",
    columns: ["systemIdentifier", "timeline", "databaseOid", "quarantineWhy"],
  },
  OwnText: {
    why: "the freelancer's words for any client",
    columns: ["language", "subject", "text"],
  },
  Passkey: {
    why: "how the freelancer signs in",
    columns: ["credentialId", "publicKey", "transports", "name"],
  },
  PasskeyChallenge: { why: "of a sign-in that is under way", columns: ["token", "challenge"] },
  ProviderEvent: { why: "ids of the provider's", columns: ["accountId", "id"] },
  Retention: { why: "choices of the freelancer's", columns: [] },
  SavedReply: { why: "the freelancer's words for any client", columns: ["name", "text"] },
  Session: { why: "the freelancer's", columns: ["sessionToken"] },
  Studio: {
    why: "the freelancer's",
    columns: [
      "freelancerName",
      "name",
      "zone",
      "language",
      "replyTo",
      "hours",
      "country",
      "daysOff",
      "calendarHash",
      "calendarCipher",
      "followUpsFrom",
      "followUpsUntil",
      "accent",
      "welcome",
      "siteUrl",
    ],
  },
  Subcontractor: {
    why: "somebody who works for the freelancer, not one of the client's people",
    columns: [
      "name",
      "address",
      "zone",
      "country",
      "language",
      "linkHash",
      "linkCipher",
      "unsubscribeHash",
      "unsubscribeCipher",
    ],
  },
  User: { why: "the freelancer", columns: ["name", "email", "image"] },
  VerificationToken: { why: "the freelancer's sign-in links", columns: ["identifier", "token"] },
  Wall: { why: "the freelancer's address of a page", columns: ["slug"] },
};

/** The same of a whole studio: tables that are under no studio and no user, and what deletes them. */
export const STUDIO_ERASED_BY: Record<string, string> = {
  BackupState: "of the whole install: nobody's data",
  Erasure: "made by the erasure: ids alone, so that it is done again after a restore",
  InboundMailbox: "with the studio; the install's own belongs to none",
  InboundArrival: "eraseStudioInbound and eraseArrivals",
  Invitation: "eraseUser",
  MailAccount: "with the studio; the install's own belongs to none",
  Email: "with the studio; sign-in emails by eraseAccount",
  File: "with its project or client",
  Outbox: "which database this is; of no studio",
  PasskeyChallenge: "with the session; of a sign-in there is nobody's name in it, and sweepExpired",
  ProviderEvent: "eraseAccount",
  RateLimiterFlexible: "eraseUser",
  StoreDeletion: "made by the erasure: keys of objects, until they are gone",
  User: "eraseUser",
  VerificationToken: "eraseUser",
};
