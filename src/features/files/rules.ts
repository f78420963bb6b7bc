/** The most bytes in a project, and the most files in a project. */
export const MOST_BYTES_A_PROJECT = 2_000_000_000;
export const MOST_FILES_A_PROJECT = 500;
/** As many files as one message is sent with. */
export const MOST_WITH_MESSAGE = 10;
