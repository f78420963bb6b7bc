/** For so long after it was asked for, an erasure of a whole studio can be undone. */
export const HOLD_HOURS = 24;
