import { studioLocale } from "@/auth/session";
import type { Group, Result } from "@/features/search/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";
import { When } from "@/features/studio/components/when";

type Clock = { zone: string; now: Date };
type GroupsProps = Clock & { groups: Group[]; typed: string; isOneKind: boolean };

/** What was found, by kind, each with the way to the place where it is. */
export async function Groups({ groups, typed, isOneKind, ...clock }: GroupsProps) {
  const { t } = await studioLocale();
  return (
    <div className="mt-8 grid gap-10">
      {groups.map(({ kind, results, hasMore }) => (
        <Section key={kind} id={kind} title={t(`search.kinds.${kind}`)}>
          <ul className="divide-y divide-hairline">
            {results.map((result) => (
              <ResultRow key={result.href} result={result} {...clock} />
            ))}
          </ul>
          {hasMore && !isOneKind ? (
            <Link
              href={`/search?${new URLSearchParams({ q: typed, kind })}`}
              className={buttonVariant("plain")}
            >
              {t(`search.more.${kind}`)}
            </Link>
          ) : null}
          {hasMore && isOneKind ? <p className="mt-4 text-muted">{t("search.mayBeMore")}</p> : null}
        </Section>
      ))}
    </div>
  );
}

function ResultRow({ result, zone, now }: { result: Result } & Clock) {
  const { parts, at, about, href } = result;
  return (
    <li className="relative py-3 hover:bg-sheet">
      <Link href={href} className="wrap-anywhere after:absolute after:inset-0" dir="auto">
        {parts.map(({ text, isHit }, nth) =>
          isHit ? (
            <mark key={nth} className="bg-accent/20 font-medium text-ink">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </Link>
      <p className="text-sm text-muted wrap-anywhere">
        {about ? `${about} · ` : ""}
        <When at={at} zone={zone} now={now} />
      </p>
    </li>
  );
}
