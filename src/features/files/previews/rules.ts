/** The most bytes of a picture that a preview is made of. */
export const MOST_PREVIEWED_BYTES = 20_000_000;

/** Returns where a file's preview lies in the store: beside the file, and it goes with it. */
export const previewKeyOf = (storeKey: string): string => `${storeKey}-0`;

type Size = { previewWidth: number | null; previewHeight: number | null };

/** Returns the size at which a preview is shown, half of its pixels; null for a file that has none. */
export function previewShown({ previewWidth: width, previewHeight: height }: Size) {
  if (!width || !height) return null;
  return { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
}
