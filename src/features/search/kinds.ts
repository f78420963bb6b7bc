/** What is searched, in the order of the page. */
export const KINDS = ["clients", "projects", "messages", "emails", "notes", "files"] as const;
export type Kind = (typeof KINDS)[number];
