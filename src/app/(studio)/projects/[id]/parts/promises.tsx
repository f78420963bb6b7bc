import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { PromiseForm } from "@/features/deadlines/components/promise-form";
import { Promises } from "@/features/deadlines/components/promises";
import { DateHistory } from "@/features/projects/components/date-history";
import { localeOf } from "@/language/locale";
import { Disclosure, Section } from "@/ui/page";

export function PromisesPart({ project, studio, today, clock }: ProjectFacts) {
  const { id, deadlines, contact, completedAt } = project;
  return (
    <Section id="promises" title="Promises">
      {deadlines.length > 0 ? (
        <Promises
          projectId={id}
          deadlines={deadlines}
          contactName={contact.name}
          isCompleted={completedAt !== null}
          {...clock}
        />
      ) : (
        <p className="pb-3 text-muted">
          No promises yet. Add a date and your client sees it at once.
        </p>
      )}
      <DateHistory locale={localeOf("en")} deadlines={deadlines} zone={studio.zone} today={today} />
      {completedAt ? null : (
        <Disclosure title="Add a promise">
          <PromiseForm projectId={id} contactName={contact.name} today={today} />
        </Disclosure>
      )}
    </Section>
  );
}
