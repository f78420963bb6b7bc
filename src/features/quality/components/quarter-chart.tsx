import { scaleBand, scaleLinear } from "d3-scale";
import { useId } from "react";
import type { FigureName } from "@/features/quality/kinds";
import { quarterFrom } from "@/features/quality/rules";
import type { StudioLocale } from "@/language/studio";
import type { Day } from "@/lib/dates";
import { Disclosure } from "@/ui/page";
import { quarterName, quarterShortName } from "./names";
import { Figure } from "./view";

/** How a part is drawn: colour is never all that tells it from another. */
export type Look = "solid" | "hollow" | "striped" | "dotted";

type Part = { name: FigureName; label: string; look: Look };
type Column = {
  from: Day;
  /** How high each part is drawn. */ heights: number[];
  /** What the table says of each; nothing for none. */ cells: string[];
};

type ChartProps = {
  locale: StudioLocale;
  title: string;
  parts: Part[];
  /** The oldest quarter first. */ columns: Column[];
  /** What the axis says of a height. */ tick: (height: number) => string;
};

const WIDTH = 340;
const HEIGHT = 170;
const LEFT = 34;
const TOP = 8;
const BOTTOM = 34;

/** Quarters side by side, drawn, and the same as a table. Needs no script. */
export function QuarterChart(props: ChartProps) {
  const { title, parts, columns, locale } = props;
  if (columns.every(({ heights }) => heights.every((height) => height === 0))) return null;
  return (
    <figure className="mt-3 max-w-[32rem]">
      <figcaption className="mb-1 text-sm text-muted">{title}</figcaption>
      <Drawing {...props} />
      {parts.length > 1 ? <Legend parts={parts} /> : null}
      <Disclosure title={locale.t("quality.table")} about={title}>
        <Table {...props} />
      </Disclosure>
    </figure>
  );
}

function Drawing({ title, parts, columns, tick, locale }: ChartProps) {
  const id = useId();
  const tallest = Math.max(...columns.map(({ heights }) => heights.reduce((a, b) => a + b, 0)));
  const y = scaleLinear([0, tallest], [HEIGHT - BOTTOM, TOP]).nice(3);
  const x = scaleBand(
    columns.map(({ from }) => from),
    [LEFT, WIDTH],
  ).padding(0.3);
  const ticks = y.ticks(3).filter((one) => parts.length === 1 || Number.isInteger(one));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title} className="w-full">
      <Patterns id={id} />
      {ticks.map((one) => (
        <g key={one}>
          <line x1={LEFT} x2={WIDTH} y1={y(one)} y2={y(one)} stroke="var(--hairline)" />
          <text x={LEFT - 5} y={y(one) + 4} textAnchor="end" fontSize="11" fill="var(--muted)">
            {tick(one)}
          </text>
        </g>
      ))}
      {columns.map(({ from, heights }) => (
        <g key={from}>
          {heights.map((height, nth) => {
            const below = heights.slice(0, nth).reduce((a, b) => a + b, 0);
            return height > 0 ? (
              <rect
                key={parts[nth]!.name}
                x={x(from)}
                width={x.bandwidth()}
                y={y(below + height)}
                height={y(below) - y(below + height)}
                {...paint(parts[nth]!.look, id)}
              />
            ) : null;
          })}
          <QuarterLabel locale={locale} from={from} x={x(from)! + x.bandwidth() / 2} />
        </g>
      ))}
    </svg>
  );
}

function QuarterLabel({ locale, from, x }: { locale: StudioLocale; from: Day; x: number }) {
  return (
    <text x={x} y={HEIGHT - 19} textAnchor="middle" fontSize="11" fill="var(--muted)">
      {quarterShortName(locale, from)}
      <tspan x={x} dy="13">
        {from.slice(0, 4)}
      </tspan>
    </text>
  );
}

function paint(look: Look, id: string) {
  const paints = {
    solid: { fill: "var(--accent)", stroke: "var(--accent)" },
    hollow: { fill: "var(--sheet)", stroke: "var(--accent)" },
    striped: { fill: `url(#${id}-striped)`, stroke: "var(--amber)" },
    dotted: { fill: `url(#${id}-dotted)`, stroke: "var(--red)" },
  };
  return { ...paints[look], strokeWidth: 1.5 };
}

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-striped`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" fill="var(--sheet)" />
        <path d="M-1 6L6 -1M-1 1L1 -1M4 6L6 4" stroke="var(--amber)" strokeWidth="1.5" />
      </pattern>
      <pattern id={`${id}-dotted`} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" fill="var(--sheet)" />
        <circle cx="2" cy="2" r="1.4" fill="var(--red)" />
      </pattern>
    </defs>
  );
}

function Legend({ parts }: { parts: Part[] }) {
  const id = useId();
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {parts.map(({ name, label, look }) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg viewBox="0 0 14 14" aria-hidden="true" className="size-3.5 flex-none">
            <Patterns id={id} />
            <rect x="1" y="1" width="12" height="12" {...paint(look, id)} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

function Table({ locale, parts, columns }: ChartProps) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-hairline text-left align-bottom">
            <th scope="col" className="py-2 pr-3 font-medium">
              {locale.t("quality.quarterColumn")}
            </th>
            {parts.map(({ name, label }) => (
              <th key={name} scope="col" className="py-2 pr-3 text-right font-medium">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.toReversed().map(({ from, cells }) => (
            <tr key={from} className="border-b border-hairline">
              <th scope="row" className="py-2 pr-3 text-left font-normal whitespace-nowrap">
                {quarterName(locale, from)}
              </th>
              {cells.map((cell, nth) => (
                <td key={parts[nth]!.name} className="py-2 pr-3 text-right tabular-nums">
                  {cell ? (
                    <Figure period={quarterFrom(from)} name={parts[nth]!.name}>
                      {cell}
                    </Figure>
                  ) : (
                    "–"
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
