import { cut } from "./cut";

/** The most bytes in one file. */
export const MOST_BYTES = 100_000_000;

/** A name up to this length is shown whole. */
const LONGEST_NAME = 120;
const UNTOLD = "application/octet-stream";

// Control characters, line separators, and the marks that turn the direction of what is read.
const HIDDEN =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/**
 * Returns how a file's name is shown: the last part of what looks like a path, without hidden or
 * direction-changing characters, at most 120 characters with its extension kept. Never empty, never
 * "." or "..".
 */
export function shownName(said: string): string {
  const last = said.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = last.replace(HIDDEN, "").replace(/\s+/g, " ").trim();
  if (/^\.*$/.test(clean)) return "file";
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? "";
  const most = [...clean].slice(0, LONGEST_NAME).join("").length;
  return cut(clean, most, `…${ending}`);
}

const SIGNATURES: [type: string, bytes: string][] = [
  ["image/png", "\x89PNG\r\n\x1A\n"],
  ["image/jpeg", "\xFF\xD8\xFF"],
  ["image/gif", "GIF8"],
  ["application/pdf", "%PDF-"],
  ["application/zip", "PK\x03\x04"],
];

/** Types a browser cannot run, and whose content has no fixed first bytes. */
const QUIET = /^(text\/(plain|csv|calendar)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;
/** Documents that are archives inside. */
const ARCHIVED =
  /^application\/(vnd\.openxmlformats-officedocument|vnd\.oasis\.opendocument|epub)[\w.+-]*$/;
// Scripts, and whatever begins like a page or a drawing, in one byte a character or in two.
const RUNNABLE =
  /^(<|#!|\/\*|\/\/|["']use strict|(import|export|function|var|let|const|async|window|document|eval|alert)\b)/i;
const MARKUP = /<(!doctype|html|head|body|script|svg|iframe|style|meta|link|img|a|\?xml)\b/i;

/**
 * Returns the media type a file is served as: what its first bytes show, else what was declared if
 * that is harmless, else "application/octet-stream". Pages, XML drawings and scripts never keep
 * their declared type.
 */
export function mediaTypeOf(declared: string, head: Uint8Array): string {
  const said = declared.split(";")[0]!.trim().toLowerCase();
  const text = String.fromCharCode(...head.subarray(0, 1024));
  const shown =
    SIGNATURES.find(([, bytes]) => text.startsWith(bytes))?.[0] ??
    (/^RIFF....WEBP/s.test(text) ? "image/webp" : undefined);
  if (shown) return shown === "application/zip" && ARCHIVED.test(said) ? said : shown;
  const plain = text.replace(/\0|^\xEF\xBB\xBF|^[\xFE\xFF]{2}/g, "").trimStart();
  if (RUNNABLE.test(plain) || MARKUP.test(plain)) return UNTOLD;
  return QUIET.test(said) ? said : UNTOLD;
}

/** How sizes are called in a language, and the mark before a tenth. */
export type Units = {
  decimal: string;
  one: string;
  many: string;
  kB: string;
  MB: string;
  GB: string;
};

const english: Units = { decimal: ".", one: "byte", many: "bytes", kB: "kB", MB: "MB", GB: "GB" };

/** Returns a size as people say it, "2.4 MB", in steps of a thousand; in English by default. */
export function sizeName(bytes: number, units = english): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? units.one : units.many}`;
  const [size, unit] = (
    [
      [1e9, "GB"],
      [1e6, "MB"],
      [1e3, "kB"],
    ] as const
  ).find(([step]) => bytes >= step * 0.9995) ?? [1e3, "kB"];
  const count = bytes / size;
  return (
    `${count < 9.95 ? count.toFixed(1).replace(/\.0$/, "").replace(".", units.decimal) : Math.round(count)} ` +
    `${units[unit]}`
  );
}
