import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { StateChoice, ViewChoice } from "@/features/overview/components/choices";
import { OverviewForm } from "@/features/overview/components/overview-form";
import { OverviewRows } from "@/features/overview/components/overview-rows";
import {
  hasProjects,
  limitsOf,
  listClientChoices,
  listOverview,
} from "@/features/overview/queries";
import { Timeline } from "@/features/overview/components/timeline";
import { countByDay, listTimeline } from "@/features/overview/timeline/queries";
import { collisionsOf, spanOf } from "@/features/overview/timeline/rules";
import { addressOf, isOpenState, readAsked } from "@/features/overview/rules";
import type { Asked } from "@/features/overview/schema";
import { ProjectRows } from "@/features/projects/components/project-rows";
import { listProjects } from "@/features/projects/list/queries";
import { Link } from "@/ui/link";
import { Pager } from "@/features/studio/components/pager";
import { closedDays, daysOffOf } from "@/features/studio/rules";
import { ButtonLink, buttonVariant } from "@/ui/button";
import { Empty, PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("projects.title") };
}

export default async function ProjectsPage({ searchParams }: WithSearch) {
  const { scope } = await requireFreelancer();
  const { t } = await studioLocale();
  const asked = readAsked(await searchParams);
  if (!asked) notFound();
  const [clients, hasAny] = await Promise.all([
    orNotFound(listClientChoices(scope, asked.client)),
    hasProjects(scope),
  ]);
  const begin = (
    <ButtonLink href="/projects/new" variant="main">
      {t("projects.new")}
    </ButtonLink>
  );
  if (!hasAny)
    return (
      <>
        <PageHeading title={t("projects.title")} />
        <Empty action={begin}>{t("projects.none")}</Empty>
      </>
    );
  return (
    <>
      <PageHeading title={t("projects.title")} action={begin} />
      <div className="flex flex-wrap justify-between gap-x-10 border-b border-hairline print:hidden">
        <StateChoice asked={asked} />
        <ViewChoice asked={asked} />
      </div>
      <OverviewForm asked={asked} clients={clients} />
      {asked.view === "timeline" ? (
        <Weeks asked={asked} />
      ) : isOpenState(asked.state) ? (
        <Open asked={asked} />
      ) : (
        <Past asked={asked} />
      )}
      <p className="mt-8 flex flex-wrap gap-x-6">
        <a href="/files/lists/projects.csv" download className={buttonVariant("plain")}>
          {t("overview.download")}
        </a>
        <Link href="/archive" className={buttonVariant("plain")}>
          {t("projects.archive.tab")}
        </Link>
      </p>
    </>
  );
}

async function Open({ asked }: { asked: Asked }) {
  const { scope, studio, now } = await requireFreelancer();
  const { state, sort, client, q, after } = asked;
  if (!isOpenState(state)) return null;
  const filter = { state, sort, clientId: client, find: q };
  const { projects, more } = await orNotFound(
    listOverview(scope, filter, limitsOf(studio, now), after),
  );
  if (projects.length === 0) return <Nothing asked={asked} />;
  return (
    <>
      <OverviewRows projects={projects} zone={studio.zone} now={now} />
      <MoreProjects asked={asked} more={more} />
    </>
  );
}

async function Weeks({ asked }: { asked: Asked }) {
  const { scope, studio, now } = await requireFreelancer();
  const { state, client, q, after } = asked;
  // The weeks ahead have no completed projects.
  const filter = { state: isOpenState(state) ? state : "open", clientId: client, find: q } as const;
  const limits = limitsOf(studio, now);
  const span = spanOf(limits.today, asked.from);
  const [{ projects, more, isCut }, counts] = await Promise.all([
    orNotFound(listTimeline(scope, filter, limits, span, after)),
    countByDay(scope, filter, limits, span),
  ]);
  const collisions = collisionsOf(counts, daysOffOf(studio));
  const drawn = { projects, collisions, span, today: limits.today, isOff: closedDays(studio) };
  return (
    <>
      <Timeline asked={asked} isCut={isCut} {...drawn} />
      <MoreProjects asked={asked} more={more} />
    </>
  );
}

async function Past({ asked }: { asked: Asked }) {
  const { scope, studio, now } = await requireFreelancer();
  const { state, client, q, after } = asked;
  const which = { isCompleted: state === "completed", clientId: client, find: q };
  const { projects, more } = await orNotFound(listProjects(scope, after, which));
  if (projects.length === 0) return <Nothing asked={asked} />;
  return (
    <>
      <ProjectRows projects={projects} zone={studio.zone} now={now} />
      <Pager path={addressOf(asked)} after={after} more={more} />
    </>
  );
}

async function MoreProjects({ asked, more }: { asked: Asked; more: string | null }) {
  const { t } = await studioLocale();
  const words = { first: t("overview.first"), more: t("overview.more") };
  const path = addressOf(asked, { from: asked.from });
  return <Pager path={path} after={asked.after} more={more} words={words} />;
}

async function Nothing({ asked }: { asked: Asked }) {
  const { t } = await studioLocale();
  const isNarrowed = asked.q !== "" || asked.client !== undefined;
  const isAll = asked.state === "open" && !isNarrowed;
  return (
    <Empty action={isAll ? null : <ButtonLink href="/projects">{t("overview.clear")}</ButtonLink>}>
      {t(`overview.nothing.${isNarrowed ? "found" : asked.state}`)}
    </Empty>
  );
}
