import type { Metadata } from "next";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { Suppressed } from "@/features/emails/suppressions/components/suppressed";
import { findSuppression } from "@/features/emails/suppressions/queries";
import { correct } from "@/features/subcontractors/actions";
import { DeskLink } from "@/features/subcontractors/components/desk-link";
import { SubcontractorFields } from "@/features/subcontractors/components/person-fields";
import { getSubcontractor, type SubcontractorFacts } from "@/features/subcontractors/queries";
import { personOf } from "@/features/subcontractors/rules";
import { languageNames } from "@/language/languages";
import { dayIn } from "@/lib/dates";
import { links } from "@/lib/links";
import { ActionForm } from "@/ui/action-form";
import { Link } from "@/ui/link";
import { Disclosure, PageHeading, Section } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";

const read = async (params: WithId["params"]) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getSubcontractor(scope, await idIn(params)));
};

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  return { title: (await read(params)).name };
}

export default async function SubcontractorPage({ params }: WithId) {
  const { scope, studio, now } = await requireFreelancer();
  const { t, zoneName, dayName } = await studioLocale();
  const person = await read(params);
  const { id: subcontractorId, name, address, optedOutAt } = person;
  const suppression = await findSuppression(scope, address);
  return (
    <>
      <PageHeading
        title={name}
        above={<Link href="/subcontractors">{t("subcontractors.heading")}</Link>}
        below={`${person.address} · ${zoneName(person.zone)} · ${languageNames[person.language]}`}
      />
      <div className="grid gap-12">
        <Section title={t("subcontractors.link.heading")}>
          {suppression ? (
            <Suppressed {...{ suppression, address, now }} zone={studio.zone} />
          ) : null}
          <DeskLink person={person} address={person.desk && links.page(person.desk)} />
          {optedOutAt ? (
            <p className="mt-3">
              <StatusBadge shape="stopped">
                {t("subcontractors.optedOut", {
                  day: dayName(dayIn(studio.zone, optedOutAt), dayIn(studio.zone, now)),
                })}
              </StatusBadge>
            </p>
          ) : null}
          <Disclosure title={t("subcontractors.edit", { name })}>
            <ActionForm
              action={correct}
              draft={`subcontractor ${subcontractorId}`}
              hidden={{ subcontractorId }}
              seen={personOf(person)}
              className="grid max-w-xl gap-4"
            >
              <SubcontractorFields facts={person} fallbackZone={person.zone} />
              <div>
                <SubmitButton>{t("subcontractors.save")}</SubmitButton>
              </div>
            </ActionForm>
          </Disclosure>
        </Section>
        <Assignments assignments={person.assignments} />
      </div>
    </>
  );
}

async function Assignments({ assignments }: Pick<SubcontractorFacts, "assignments">) {
  const { t } = await studioLocale();
  return (
    <Section title={t("subcontractors.assignments")}>
      {assignments.length === 0 ? (
        <p className="text-muted">{t("subcontractors.noAssignments")}</p>
      ) : null}
      <ul className="-mt-1 divide-y divide-hairline">
        {assignments.map(({ id, title, doneAt, project }) => (
          <li key={id} className="py-3">
            <Link
              href={`/subcontractors/assignments/${id}`}
              className="font-serif text-lg wrap-anywhere underline underline-offset-4"
            >
              {title}
            </Link>
            <p className="text-muted wrap-anywhere">
              {project.title}
              {doneAt ? ` · ${t("subcontractors.done")}` : ""}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
