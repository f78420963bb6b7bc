/** The most links beside one project's files. */
export const MOST_LINKS = 100;

/** Returns where a link leads, as its reader is told: "figma.com". */
export const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, "");
