import type { Line } from "./line";

const DEPTH = /^>+/;

/**
 * Returns the lines of a text of format=flowed (RFC 3676), without its soft line breaks. Unlike
 * postal-mime it joins no line to one of another quote depth or past a blank line, which would put
 * an answer into the question above it.
 */
export function linesOfFlowed(text: string, hasDelSp: boolean): Line[] {
  const paragraphs: { depth: number; parts: string[]; isOpen: boolean }[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const { depth, line, isOpen } = lineOf(raw);
    const part = isOpen && hasDelSp ? line.slice(0, -1) : line;
    const above = paragraphs.at(-1);
    if (above?.isOpen && above.depth === depth && !isWhole(line)) {
      above.parts.push(part);
      above.isOpen = isOpen;
    } else paragraphs.push({ depth, parts: [part], isOpen });
  }
  return paragraphs.map(({ depth, parts }) =>
    depth > 0
      ? { text: `${">".repeat(depth)} ${parts.join("")}` }
      : { text: parts.join(""), mark: "own" as const },
  );
}

const isWhole = (line: string) => line.trim() === "" || line === "-- ";

function lineOf(raw: string) {
  const depth = DEPTH.exec(raw)?.[0].length ?? 0;
  const stuffed = raw.slice(depth);
  const line = stuffed.startsWith(" ") ? stuffed.slice(1) : stuffed;
  return { depth, line, isOpen: !isWhole(line) && line.endsWith(" ") };
}
