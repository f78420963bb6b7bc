import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { PeopleForm } from "@/features/projects/components/people-form";
import { Disclosure } from "@/ui/page";

export async function PeoplePart({ project, people }: ProjectFacts) {
  const { t } = await studioLocale();
  const { id, contact, readers, completedAt } = project;
  return (
    <Disclosure title={t("projects.people.title")}>
      <PeopleForm
        projectId={id}
        contact={contact}
        alsoIds={readers.map(({ contactId }) => contactId)}
        people={people}
        isClosed={completedAt !== null}
      />
    </Disclosure>
  );
}
