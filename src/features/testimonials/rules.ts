/** The times that a testimonial's status is computed from. */
export type TestimonialTimes = {
  givenAt: Date | null;
  editedAt: Date | null;
  removedAt: Date | null;
  hiddenAt: Date | null;
};

export type TestimonialStatus = "asked" | "given" | "edited" | "removed" | "hidden";

/**
 * Returns what has become of a testimonial. Its author's word counts most: what they removed is removed, hidden or
 * not; what is hidden is on no page, however often it was edited.
 */
export function testimonialStatusOf(times: TestimonialTimes): TestimonialStatus {
  if (times.removedAt) return "removed";
  if (!times.givenAt) return "asked";
  if (times.hiddenAt) return "hidden";
  return times.editedAt ? "edited" : "given";
}

/** Returns whether it is on the wall, in the embed and in the JSON. */
export function isPublic(times: TestimonialTimes): boolean {
  const status = testimonialStatusOf(times);
  return status === "given" || status === "edited";
}
