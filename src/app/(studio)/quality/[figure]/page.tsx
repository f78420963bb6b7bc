import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { figureName, periodName } from "@/features/quality/components/names";
import { Rows } from "@/features/quality/components/rows";
import { listRows } from "@/features/quality/rows/queries";
import { nameIn, pathOf, periodIn, placeIn } from "@/features/quality/rules";
import { Pager } from "@/features/studio/components/pager";
import { dayIn } from "@/lib/dates";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

type Props = WithSearch & { params: Promise<{ figure: string }> };

/** Which figure's rows an address names, of which period and value, and how many of them come before. */
async function read({ params, searchParams }: Props) {
  const { figure } = await params;
  const { from, until, value, after } = await searchParams;
  const name = nameIn(figure);
  const period = periodIn(from, until);
  const [only, skip] = [placeIn(value), placeIn(after)];
  if (!name || !period || only === undefined || skip === undefined || (skip ?? 0) < 0) notFound();
  return { name, period, value: only, skip: skip ?? 0 };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { name } = await read(props);
  return { title: figureName(await studioLocale(), name) };
}

export default async function FigurePage(props: Props) {
  const { scope, studio, now } = await requireFreelancer();
  const locale = await studioLocale();
  const { name, ...asked } = await read(props);
  const { rows, count, erased, more } = await listRows(scope, studio, name, asked);
  const { period, value, skip } = asked;
  return (
    <div className="max-w-3xl">
      <PageHeading
        title={figureName(locale, name)}
        above={
          <Link href={pathOf(period)} className={buttonVariant("plain")}>
            {locale.t("quality.rows.back")}, {periodName(locale, period)}
          </Link>
        }
        below={count > 0 ? locale.t("quality.rows.count", { count }) : locale.t("quality.none")}
      />
      {rows.length > 0 ? (
        <Rows rows={rows} locale={locale} today={dayIn(studio.zone, now)} />
      ) : null}
      {erased > 0 ? (
        <p className="mt-4 text-muted">{locale.t("quality.rows.erased", { count: erased })}</p>
      ) : null}
      <Pager
        path={pathOf(period, name, value ?? undefined)}
        after={skip > 0 ? String(skip) : undefined}
        more={more ? String(skip + rows.length) : null}
      />
    </div>
  );
}
