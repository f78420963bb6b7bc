/**
 * The day it will be where the demo's and the journeys' studio is, so many days from now: at any
 * hour of the day the tests run.
 */
export function studioDay(days: number): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(
    Date.now() + days * 86_400_000,
  );
}
