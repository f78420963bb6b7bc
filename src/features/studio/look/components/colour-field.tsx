"use client";

import { useRef, useState } from "react";
import type { StudioWords } from "@/language/studio";
import { fill } from "@/language/plain";
import { accentIn, groundIn, onAccentIn, type Mode } from "@/lib/colours";
import type { Logo } from "@/lib/look";
import { TextField } from "@/ui/field";

type Words = StudioWords["look"];
type ColourFieldProps = {
  name: string;
  words: Words;
  initial: string;
  studio: string;
  /** As a page shows it, and what it needs behind it. */
  logo: (Pick<Logo, "ground"> & { src: string; width: number; height: number }) | null;
  welcome: string;
};

const SIX_DIGITS = /^#?([0-9a-f]{6})$/i;
/** The product's own, as in ui/tokens.css. */
const OWN = { light: "#1f6b4f", dark: "#6fbf9c" } as const;

/** A colour, typed or picked, and how a client's page looks with it in both modes, as it is chosen. */
export function ColourField({ name, words, initial, ...shown }: ColourFieldProps) {
  const around = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(initial);
  const [, digits] = SIX_DIGITS.exec(typed.trim()) ?? [];
  const chosen = digits ? `#${digits.toLowerCase()}` : null;
  const pick = (picked: string) => {
    const field = around.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (!field) return;
    field.value = picked;
    // So that it is kept with the draft, as what is typed is.
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <div ref={around} className="grid gap-6">
      <div className="flex flex-wrap items-start gap-4">
        <div className="min-w-48 flex-1" onInput={(event) => setTyped(valueOf(event.target))}>
          <TextField
            name={name}
            label={words.colour}
            hint={words.colourHint}
            defaultValue={initial}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <label className="grid gap-1.5">
          <span className="font-medium">{words.pick}</span>
          <input
            type="color"
            value={chosen ?? OWN.light}
            onChange={(event) => pick(event.target.value)}
            className="h-11 w-20 cursor-pointer rounded-sm border border-edge bg-sheet p-1"
          />
        </label>
      </div>
      <div role="group" aria-label={words.preview} className="grid gap-4 sm:grid-cols-2">
        <Preview mode="light" {...{ words, chosen, ...shown }} />
        <Preview mode="dark" {...{ words, chosen, ...shown }} />
      </div>
    </div>
  );
}

const valueOf = (target: EventTarget) => (target instanceof HTMLInputElement ? target.value : "");

const INK = {
  light: { color: "#1c1a17", muted: "#6b655b" },
  dark: { color: "#ede9e1", muted: "#a69e92" },
} as const;

type PreviewProps = { mode: Mode; chosen: string | null } & Pick<
  ColourFieldProps,
  "words" | "studio" | "logo" | "welcome"
>;

function Preview({ mode, words, chosen, studio, logo, welcome }: PreviewProps) {
  const accent = chosen ? accentIn(mode, chosen) : OWN[mode];
  const { color, muted } = INK[mode];
  const needs = mode === "light" ? "DARK" : "LIGHT";
  const other = groundIn(mode === "light" ? "dark" : "light");
  return (
    <figure className="grid content-start gap-1.5">
      <figcaption className="text-sm text-muted">{words[mode]}</figcaption>
      <div
        className="grid justify-items-start gap-3 rounded-sm border border-hairline p-4"
        style={{ background: groundIn(mode), color }}
      >
        {logo ? (
          <img
            src={logo.src}
            width={logo.width}
            height={logo.height}
            alt={studio}
            style={
              logo.ground === needs
                ? { background: other, padding: 6, boxSizing: "content-box" }
                : undefined
            }
          />
        ) : (
          <span className="text-sm" style={{ color: muted }}>
            {studio}
          </span>
        )}
        <span className="font-serif text-xl">{words.sample}</span>
        {welcome ? <span className="wrap-anywhere whitespace-pre-line">{welcome}</span> : null}
        <span className="font-semibold underline" style={{ color: accent }}>
          {words.sampleLink}
        </span>
        <span
          className="rounded px-5 py-2.5 font-semibold"
          style={{ background: accent, color: onAccentIn(mode) }}
        >
          {words.sampleButton}
        </span>
      </div>
      <p className="text-sm text-muted tabular-nums">
        {fill(words.used, { colour: accent.toUpperCase() })}
      </p>
    </figure>
  );
}
