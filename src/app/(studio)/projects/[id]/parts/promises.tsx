import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { PromiseForm } from "@/features/deadlines/components/promise-form";
import { Promises } from "@/features/deadlines/components/promises";
import { DateHistory } from "@/features/projects/components/date-history";
import { localeOf } from "@/language/locale";
import { Disclosure, Section } from "@/ui/page";

export async function PromisesPart({ project, studio, today, clock }: ProjectFacts) {
  const { t, language } = await studioLocale();
  const { id, deadlines, contact, completedAt } = project;
  return (
    <Section id="promises" title={t("deadlines.title")}>
      {deadlines.length > 0 ? (
        <Promises
          projectId={id}
          deadlines={deadlines}
          contactName={contact.name}
          readerId={contact.id}
          isCompleted={completedAt !== null}
          {...clock}
        />
      ) : (
        <p className="pb-3 text-muted">{t("deadlines.none")}</p>
      )}
      <DateHistory
        locale={localeOf(language)}
        deadlines={deadlines}
        zone={studio.zone}
        today={today}
      />
      {completedAt ? null : (
        <Disclosure title={t("deadlines.add")}>
          <PromiseForm projectId={id} contactName={contact.name} today={today} />
        </Disclosure>
      )}
    </Section>
  );
}
