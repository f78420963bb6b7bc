import {
  HEAD,
  LABEL,
  layOut,
  mondaysOf,
  offRuns,
  WIDTH,
  xOf,
  type Collision,
  type Placed,
  type PlacedRow,
  type Span,
  type TimelineProject,
} from "@/features/overview/timeline/rules";
import type { StudioLocale } from "@/language/studio";
import { cut } from "@/lib/cut";
import { addDays, type Day, type DaysOff } from "@/lib/dates";
import { lookOf, shapeId, Shapes } from "./shapes";
import { toDate, wordsOf } from "./words";

/** As many characters of a name as fit beside the weeks. */
const TITLE = 26;
const CLIENT = 32;

export type Drawn = {
  locale: StudioLocale;
  projects: TimelineProject[];
  collisions: Collision[];
  span: Span;
  today: Day;
  isOff: DaysOff;
};

/** The weeks ahead, a row for each project. Every date is a link; it needs no script. */
export function Drawing({ locale, projects, collisions, span, today, isOff }: Drawn) {
  const { rows, height } = layOut(projects, span);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height + 18}`}
      role="group"
      aria-label={locale.t("overview.timeline.title")}
      className="hidden w-full md:block print:block"
    >
      <Shapes />
      {offRuns(span, isOff).map(({ from, until }) => (
        <rect
          key={from}
          x={xOf(span, from)}
          width={xOf(span, until) - xOf(span, from)}
          y={HEAD}
          height={height - HEAD}
          fill="var(--hairline)"
          opacity="0.55"
        />
      ))}
      <Weeks locale={locale} span={span} height={height} />
      {collisions.map((collision) => (
        <Crowd key={collision.from} collision={collision} span={span} height={height} />
      ))}
      {rows.some(({ marks }) => marks.some(({ mark }) => mark.on < span.from)) ? (
        <text x={xOf(span, addDays(span.from, -1))} y="14" textAnchor="middle" {...small("red")}>
          {locale.t("projects.late")}
        </text>
      ) : null}
      {today >= span.from ? (
        <Today locale={locale} x={xOf(span, today, 0.5)} height={height} />
      ) : null}
      {rows.map((row) => (
        <Row key={row.project.id} row={row} locale={locale} today={today} />
      ))}
    </svg>
  );
}

const small = (colour: "muted" | "red" | "accent") => ({
  fontSize: 11,
  fill: `var(--${colour})`,
});

type WeeksProps = Pick<Drawn, "locale" | "span"> & { height: number };

/** The year is above: beside each Monday there is no room for it. */
function Weeks({ locale, span, height }: WeeksProps) {
  return mondaysOf(span).map((monday) => (
    <g key={monday}>
      <line
        x1={xOf(span, monday)}
        x2={xOf(span, monday)}
        y1="4"
        y2={height}
        stroke="var(--hairline)"
      />
      <text x={xOf(span, monday) + 4} y="14" {...small("muted")}>
        {locale.dayName(monday, monday)}
      </text>
    </g>
  ));
}

/** Promised dates that are close together: a bracket above them, with how many there are. */
function Crowd({
  collision: { from, until, count },
  span,
  height,
}: {
  collision: Collision;
  span: Span;
  height: number;
}) {
  const [left, right] = [xOf(span, from), xOf(span, addDays(until, 1))];
  return (
    <g aria-hidden="true">
      {[left, right].map((x) => (
        <line
          key={x}
          x1={x}
          x2={x}
          y1={HEAD}
          y2={height}
          stroke="var(--edge)"
          strokeDasharray="2 3"
        />
      ))}
      <path
        d={`M${left + 1} ${HEAD - 2}v-5H${right - 1}v5`}
        fill="none"
        stroke="var(--ink)"
        strokeWidth="1.5"
      />
      <text
        x={(left + right) / 2}
        y={HEAD - 11}
        textAnchor="middle"
        fontSize="12"
        fontWeight="600"
        fill="var(--ink)"
      >
        {count}
      </text>
    </g>
  );
}

function Today({ locale, x, height }: { locale: StudioLocale; x: number; height: number }) {
  return (
    <g>
      <line x1={x} x2={x} y1={HEAD - 4} y2={height + 4} stroke="var(--accent)" strokeWidth="1.5" />
      <text x={Math.max(x, LABEL + 20)} y={height + 15} textAnchor="middle" {...small("accent")}>
        {locale.t("overview.timeline.today")}
      </text>
    </g>
  );
}

type RowProps = { row: PlacedRow; locale: StudioLocale; today: Day };

function Row({ row: { project, y, marks }, locale, today }: RowProps) {
  return (
    <g>
      <line x1="0" x2={WIDTH} y1={y} y2={y} stroke="var(--hairline)" />
      <a
        href={`/projects/${project.id}`}
        className="hover:underline"
        aria-label={`${project.title}, ${project.client}`}
      >
        <rect x="0" y={y + 1} width={LABEL - 8} height="36" fill="transparent" />
        <text x="0" y={y + 16} fontSize="13" fill="var(--ink)">
          {cut(project.title, TITLE)}
        </text>
        <text x="0" y={y + 31} {...small("muted")}>
          {cut(project.client, CLIENT)}
        </text>
      </a>
      {marks.map((placed) => (
        <DateLink
          key={`${placed.mark.kind} ${placed.mark.deadlineId}`}
          placed={placed}
          name={wordsOf(locale, placed.mark, project, today)}
        />
      ))}
    </g>
  );
}

function DateLink({ placed: { mark, x, y }, name }: { placed: Placed; name: string }) {
  return (
    <a href={toDate(mark)}>
      <title>{name}</title>
      <use href={`#${shapeId(lookOf(mark))}`} x={x} y={y} />
    </a>
  );
}
