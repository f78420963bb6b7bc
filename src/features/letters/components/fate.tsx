import { fateOf, type Fate, type LetterTimes } from "@/features/letters/rules";
import { Sign, type Shape } from "@/ui/sign";
import { When } from "@/ui/when";

const fates: Record<Fate, { shape: Shape; word: string }> = {
  held: { shape: "waits", word: "On hold" },
  queued: { shape: "waits", word: "Leaving" },
  trying: { shape: "risk", word: "Trying" },
  sent: { shape: "done", word: "Sent" },
  delivered: { shape: "done", word: "Delivered" },
  bounced: { shape: "late", word: "Bounced" },
  complained: { shape: "late", word: "Marked as unwanted" },
  skipped: { shape: "stopped", word: "Skipped" },
  withdrawn: { shape: "stopped", word: "Taken back" },
  "needs review": { shape: "late", word: "Not sent" },
};

type FateProps = { letter: LetterTimes; zone: string; now: Date };

/** What has become of a letter, and when. */
export function FateOfLetter({ letter, zone, now }: FateProps) {
  const fate = fateOf(letter, now);
  const { shape, word } = fates[fate];
  const at =
    letter.complainedAt ??
    letter.bouncedAt ??
    letter.needsReviewAt ??
    letter.sentAt ??
    letter.deliveredAt ??
    letter.withdrawnAt ??
    letter.skippedAt ??
    letter.leavesAt;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
      <Sign shape={shape}>{word}</Sign>
      <span>
        {fate === "held" ? "leaves " : ""}
        <When at={at} zone={zone} now={now} />
      </span>
    </span>
  );
}
