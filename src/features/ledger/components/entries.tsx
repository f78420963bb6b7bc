import { studioLocale } from "@/auth/session";
import type { LedgerRow } from "@/features/ledger/queries";
import { costInWords } from "@/features/ledger/rules";
import type { StudioLocale } from "@/language/studio";
import { cut } from "@/lib/cut";
import { Link } from "@/ui/link";

/** The most of an entry's text that the list shows; its own page has it all. */
const MOST_SHOWN = 160;

export const titleOf = ({ what, kind }: LedgerRow, { t }: StudioLocale) =>
  what === "" ? t("ledger.withoutWords", { kind: t(`ledger.kinds.${kind}`) }) : what;

/** What went wrong, the latest first; each leads to its entry, and from there to its thread, case or project. */
export async function Entries({ entries, today }: { entries: LedgerRow[]; today: string }) {
  const locale = await studioLocale();
  const { t, dayName } = locale;
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {entries.map((entry) => (
        <li key={entry.id} className="grid gap-1 py-3">
          <p className="text-sm text-muted">
            {dayName(entry.on, today)} · {t(`ledger.kinds.${entry.kind}`)}
            {entry.channel ? ` · ${t(`channels.${entry.channel}`)}` : ""}
          </p>
          <Link
            href={`/ledger/${entry.id}`}
            className="inline-flex min-h-11 items-center font-serif text-lg leading-snug wrap-anywhere hover:underline"
          >
            <span dir="auto">{cut(titleOf(entry, locale), MOST_SHOWN)}</span>
          </Link>
          <About entry={entry} />
          <Noted entry={entry} />
        </li>
      ))}
    </ul>
  );
}

/** Whom it is about, and the way to its case, project or page. */
export async function About({ entry: { clients, project, href, kind } }: { entry: LedgerRow }) {
  const { t } = await studioLocale();
  const names = [clients.map(({ name }) => name).join(", "), project?.title ?? ""];
  const words = names.filter((name) => name !== "").join(" · ");
  if (!href) return words ? <p className="text-muted wrap-anywhere">{words}</p> : null;
  const where = { COMPLAINT: t("ledger.openCase"), FAILURE: t("ledger.whoWasTold") } as Record<
    string,
    string
  >;
  const isCase = href.startsWith("/cases/");
  const link =
    isCase || kind === "FAILURE"
      ? where[kind]
      : project
        ? t("ledger.openProject")
        : t("ledger.openClient");
  return (
    <p className="flex flex-wrap items-center gap-x-4 wrap-anywhere">
      {words ? <span className="text-muted">{words}</span> : null}
      <Link href={href} className="inline-flex min-h-11 items-center underline underline-offset-4">
        {link}
      </Link>
    </p>
  );
}

async function Noted({ entry }: { entry: LedgerRow }) {
  const locale = await studioLocale();
  const { t } = locale;
  const cost = costInWords(locale, {
    hundredths: entry.costHundredths,
    currency: entry.costCurrency,
    hours: entry.costHours,
  });
  const parts = [
    entry.cause ? t("ledger.noted.cause", { text: entry.cause }) : "",
    cost ? t("ledger.noted.cost", { text: cost }) : "",
    entry.learnt ? t("ledger.noted.learnt", { text: entry.learnt }) : "",
  ].filter((part) => part !== "");
  if (parts.length === 0) return null;
  return (
    <ul className="border-l-2 border-hairline pl-3 text-sm">
      {parts.map((part) => (
        <li key={part} className="wrap-anywhere" dir="auto">
          {cut(part, MOST_SHOWN)}
        </li>
      ))}
    </ul>
  );
}
