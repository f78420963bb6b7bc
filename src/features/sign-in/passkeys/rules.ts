const DEVICES: [pattern: RegExp, name: string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "Chromebook"],
  [/Macintosh/, "Mac"],
  [/Windows/, "Windows"],
  [/Linux/, "Linux"],
];

/** Returns what a new passkey is called by its device, as the browser names itself; null where it does not. */
export function deviceOf(userAgent: string | null): string | null {
  return DEVICES.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1] ?? null;
}
