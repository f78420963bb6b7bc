/**
 * What an address can hear of: the first parts of history's kinds, each with words under otherPrograms.topics. What is
 * in none of them, such as how the freelancer signs in, is never told.
 */
export const TOPICS = [
  "project",
  "deadline",
  "message",
  "pledge",
  "request",
  "signOff",
  "answer",
  "case",
  "remedy",
  "testimonial",
  "client",
  "email",
] as const;

export type Topic = (typeof TOPICS)[number];
