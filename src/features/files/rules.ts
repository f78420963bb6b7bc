import { MOST_BYTES, sizeName } from "@/lib/files";

/** The most bytes in a project, and the most files in a project. */
export const MOST_BYTES_A_PROJECT = 2_000_000_000;
export const MOST_FILES_A_PROJECT = 500;

/** What the studio says about a file that is too large or empty, before it is sent. */
export const TOO_LARGE =
  "This file is larger than 100 MB, the most for one file. Please send it in parts.";
export const EMPTY = "This file is empty. Please choose another one.";

/** What is said where something before Uptomark refuses a file for its size, in a page that is not ours. */
export const tooLargeOnTheWay = (bytes: number) =>
  `A server in front of Uptomark refuses a file of ${sizeName(bytes)}. Uptomark ` +
  `itself takes up to ${sizeName(MOST_BYTES)}: whoever runs it can raise that server’s limit, ` +
  "as docs/proxy.md says.";
