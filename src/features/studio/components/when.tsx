import { studioLocale } from "@/auth/session";
import { dayIn } from "@/lib/dates";

type WhenProps = {
  at: Date;
  zone: string;
  /** The moment of reading, which the distance counts from. */
  now: Date;
  /** Says whose time it is, where it is not the page's. */
  named?: boolean;
};

/** An instant for a reader: "Tue 24 Nov, 11:00, in 3 days". */
export async function When({ at, zone, now, named = false }: WhenProps) {
  const { timeName, zoneName, distance } = await studioLocale();
  const today = dayIn(zone, now);
  return (
    <time dateTime={at.toISOString()}>
      {timeName(at, zone, today)}
      {named ? ` ${zoneName(zone)}` : ""}, {distance(dayIn(zone, at), today)}
    </time>
  );
}
