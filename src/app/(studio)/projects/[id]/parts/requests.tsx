import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { ClosedRequests } from "@/features/requests/components/closed-requests";
import { OpenRequests } from "@/features/requests/components/open-requests";
import { RequestForm } from "@/features/requests/components/request-form";
import { daysOffOf } from "@/features/studio/rules";
import { addWorkingDays } from "@/lib/dates";
import { Disclosure, Section } from "@/ui/page";

/** In how many working days an answer is suggested. */
const SUGGESTED_DAYS = 3;

export async function RequestsPart({ project, requests, studio, today, clock }: ProjectFacts) {
  const { t } = await studioLocale();
  const { id, contact, completedAt } = project;
  const { open, closed } = requests;
  if (completedAt && open.length + closed.length === 0) return null;
  return (
    <Section id="requests" title={t("requests.title")}>
      {open.length + closed.length === 0 ? (
        <p className="pb-1 text-muted">{t("requests.none", { name: contact.name })}</p>
      ) : null}
      {completedAt && open.length > 0 ? (
        <p className="pb-1 text-muted">{t("requests.pausedCompleted")}</p>
      ) : null}
      <OpenRequests requests={open} readerId={contact.id} today={today} />
      <ClosedRequests
        requests={closed}
        isCompleted={completedAt !== null}
        zone={clock.zone}
        today={today}
      />
      {completedAt ? null : (
        <Disclosure title={t("requests.ask")}>
          <RequestForm
            projectId={id}
            contact={contact}
            today={today}
            dueOn={addWorkingDays(today, SUGGESTED_DAYS, daysOffOf(studio))}
            formKey={crypto.randomUUID()}
          />
        </Disclosure>
      )}
    </Section>
  );
}
