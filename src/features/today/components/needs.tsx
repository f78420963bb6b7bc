import type { ReactNode } from "react";
import type { Clock, Shown } from "@/features/today/need";
import { keyOf, tell, type Need } from "@/features/today/needs";
import { ButtonLink } from "@/ui/button";
import { StatusBadge } from "@/ui/status-badge";

/** What needs the freelancer now, most urgent first, with one action each. The first alone carries the accent. */
export function Needs({ needs, ...clock }: { needs: Need[] } & Clock) {
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {needs.map((need, index) => {
        const shown = tell(need, clock);
        return (
          <Row
            key={keyOf(need)}
            {...shown}
            action={
              <ButtonLink
                href={shown.href}
                variant={index === 0 ? "main" : "quiet"}
                aria-label={`${shown.action}: ${shown.head}`}
              >
                {shown.action}
              </ButtonLink>
            }
          />
        );
      })}
    </ol>
  );
}

function Row({
  shape,
  word,
  head,
  about,
  words,
  action,
}: Omit<Shown, "action"> & { action: ReactNode }) {
  return (
    <li className="grid gap-x-6 gap-y-3 py-5 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="min-w-0">
        <StatusBadge shape={shape}>{word}</StatusBadge>
        <p className="font-serif text-lg leading-snug wrap-anywhere" dir="auto">
          {head}
        </p>
        <p className="text-muted wrap-anywhere" dir="auto">
          {about}
        </p>
        {words ? (
          <p className="mt-1 line-clamp-2 max-w-[72ch] font-serif italic wrap-anywhere" dir="auto">
            “{words}”
          </p>
        ) : null}
      </div>
      <div>{action}</div>
    </li>
  );
}
