/** From when until when, as "09:00"; empty while it is being chosen. */
export type Span = [from: string, until: string];

/** As many as the schema takes for one day. */
export const MOST_SPANS = 6;

/** Returns a weekday's hours as they are sent: "09:00–12:00, 14:00–18:00"; empty for a day off. */
export function spansAsTyped(spans: Span[]): string {
  return spans.map(([from, until]) => `${from}–${until}`).join(", ");
}

/** Returns the spans of such a text. */
export function readSpans(text: string): Span[] {
  if (text.trim() === "") return [];
  return text.split(",").map((part): Span => {
    const [from = "", until = ""] = part.split("–").map((time) => time.trim());
    return [from, until];
  });
}

/** Returns a day's hours with a break at noon in the last of them, or with an empty span after it. */
export function afterSplit(spans: Span[]): Span[] {
  const [from = "", until = ""] = spans.at(-1) ?? [];
  if (from < "12:00" && until > "13:00")
    return [...spans.slice(0, -1), [from, "12:00"], ["13:00", until]];
  return [...spans, ["", ""]];
}
