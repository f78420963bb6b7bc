import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { PromiseForm } from "@/features/deadlines/components/promise-form";
import { Promises } from "@/features/deadlines/components/promises";
import { DateHistory } from "@/features/projects/components/date-history";
import { StudioRounds } from "@/features/sign-offs/components/studio-rounds";
import { whyNotPut } from "@/features/sign-offs/rules";
import { localeOf } from "@/language/locale";
import { Disclosure, Section } from "@/ui/page";

export async function PromisesPart({ project, studio, today, clock, signOffs }: ProjectFacts) {
  const { t, language } = await studioLocale();
  const { id, deadlines, contact, completedAt } = project;
  const signOffOf = (deadlineId: string) => {
    const deadline = deadlines.find((one) => one.id === deadlineId)!;
    const rounds = signOffs.filter((one) => one.deadlineId === deadlineId).toReversed();
    const facts = { ...project, ...deadline, outcome: rounds[0]?.outcome };
    return (
      <StudioRounds
        deadline={deadline}
        rounds={rounds}
        contact={contact}
        canPut={whyNotPut(facts) === null}
        {...clock}
      />
    );
  };
  return (
    <Section id="promises" title={t("deadlines.title")}>
      {deadlines.length > 0 ? (
        <Promises
          projectId={id}
          deadlines={deadlines}
          contactName={contact.name}
          isCompleted={completedAt !== null}
          below={signOffOf}
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
