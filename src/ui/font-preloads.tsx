const FIRST = ["inter-latin-wght-normal", "newsreader-latin-400-normal"];

/** Has the two fonts that every page uses fetched beside the stylesheet, not after it. */
export function FontPreloads() {
  return FIRST.map((font) => (
    <link
      key={font}
      rel="preload"
      as="font"
      type="font/woff2"
      href={`/fonts/${font}.woff2`}
      crossOrigin="anonymous"
    />
  ));
}
