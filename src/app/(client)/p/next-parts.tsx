import { NextPromise } from "@/features/deadlines/components/next-promise";
import type { StatusPageFacts } from "@/features/projects/status/queries";
import { RequestsPart } from "@/features/requests/components/client-requests";
import { isOpen } from "@/features/requests/rules";
import type { Locale } from "@/language/locale";
import type { Day } from "@/lib/dates";

type NextPartsProps = Pick<StatusPageFacts, "studio" | "requests"> & {
  locale: Locale;
  project: NonNullable<StatusPageFacts["project"]>;
  /** Those that do not wait for the client to sign them off. */
  deadlines: NonNullable<StatusPageFacts["project"]>["deadlines"];
  path: string;
  today: Day;
  notLateBefore: Day;
  zone: string;
  /** Since when a date of the freelancer's waits for the client. */
  wait: { since: Day } | null;
  problem?: { sentence: string; typed?: Record<string, string> };
};

/** What comes next, and what is needed from the client. */
export function NextParts({
  studio,
  project,
  deadlines,
  requests,
  path,
  wait,
  problem,
  ...rest
}: NextPartsProps) {
  const { locale, today, notLateBefore, zone } = rest;
  return (
    <>
      <NextPromise
        {...{ locale, today, notLateBefore }}
        deadlines={deadlines}
        isCompleted={project.completedAt !== null}
        isCancelled={project.cancelledAt !== null}
        path={path}
        freelancer={studio.freelancerName}
        request={requests.find(isOpen)}
        waitsSince={wait?.since}
      />
      <RequestsPart
        {...{ locale, requests, today, notLateBefore, zone, problem }}
        path={`${path}/requests`}
      />
    </>
  );
}
