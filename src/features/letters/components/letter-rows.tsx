import type { LetterTimes } from "@/features/letters/rules";
import { Link } from "@/ui/link";
import { FateOfLetter } from "./fate";

type Row = { id: string; subject: string; toName: string } & LetterTimes;

/** Letters as a mail program lists them: to whom, about what, and what has become of each. */
export function LetterRows({
  letters,
  narrow = false,
  zone,
  now,
}: {
  letters: Row[];
  narrow?: boolean;
  zone: string;
  now: Date;
}) {
  return (
    <ul className="divide-y divide-hairline">
      {letters.map((letter) => (
        <li key={letter.id} className="relative py-3 hover:bg-sheet">
          <div className={narrow ? "grid" : "grid gap-x-6 sm:grid-cols-[10rem_1fr]"}>
            <span className={`truncate text-muted ${narrow ? "text-sm" : "sm:text-ink"}`}>
              {letter.toName}
            </span>
            <span className="min-w-0">
              <Link
                href={`/letters/${letter.id}`}
                className="font-medium wrap-anywhere after:absolute after:inset-0"
              >
                {letter.subject}
              </Link>
              <span className="block">
                <FateOfLetter letter={letter} zone={zone} now={now} />
              </span>
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
