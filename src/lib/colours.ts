import { clampChroma, converter, formatHex, wcagContrast, wcagLuminance } from "culori";

/** Grounds of the two modes, as in ui/tokens.css. What is on an accent is written in the sheet's colour. */
const GROUNDS = {
  light: { ground: "#fbf9f4", sheet: "#fffdf9", on: "#fffdf9" },
  dark: { ground: "#171614", sheet: "#1e1c19", on: "#171614" },
} as const;

export type Mode = keyof typeof GROUNDS;

/** What WCAG 2.2 AA asks of text. */
export const LEAST_CONTRAST = 4.5;

const toOklch = converter("oklch");

/**
 * Returns a colour as it is used in a mode: of the same hue, as little darker or lighter as it takes for 4.5 to 1
 * against the page, against a sheet on it, and for the words on a button of this colour.
 */
export function accentIn(mode: Mode, chosen: string): string {
  const { ground, sheet, on } = GROUNDS[mode];
  const isReadable = (colour: string) =>
    [ground, sheet, on].every((other) => wcagContrast(colour, other) >= LEAST_CONTRAST);
  const colour = toOklch(chosen);
  if (!colour) throw new Error("This is not a colour.");
  const end = mode === "light" ? 0 : 1;
  // A thousandth at a time: finer than what can be seen.
  for (let step = 0; step <= 1000; step++) {
    const l = colour.l + (end - colour.l) * (step / 1000);
    const tried = formatHex(clampChroma({ ...colour, l }, "oklch"));
    if (isReadable(tried)) return tried;
  }
  throw new Error("Black and white can be read on every ground of ours.");
}

/** Returns what is written on an accent in a mode. */
export const onAccentIn = (mode: Mode): string => GROUNDS[mode].on;
/** Returns the ground of a mode's pages. */
export const groundIn = (mode: Mode): string => GROUNDS[mode].ground;

/** Returns a stylesheet that gives a client's page this colour in both modes. */
export function coloursCss(chosen: string): string {
  const rule = (mode: Mode) =>
    `:root{--accent:${accentIn(mode, chosen)};--on-accent:${onAccentIn(mode)}}`;
  return `${rule("light")}@media (prefers-color-scheme:dark){${rule("dark")}}\n`;
}

/**
 * Returns which ground a picture needs behind it to be seen, by the mean luminance of what it shows: light for what
 * would be lost on a dark page, dark for what would be lost on a light one, null for what can be seen on both.
 */
export function groundFor(luminance: number): "LIGHT" | "DARK" | null {
  const against = (mode: Mode) => {
    const [dark, light] = [luminance, wcagLuminance(groundIn(mode))].sort((a, b) => a - b);
    return (light! + 0.05) / (dark! + 0.05);
  };
  if (against("dark") < 2.5) return "LIGHT";
  return against("light") < 1.6 ? "DARK" : null;
}
