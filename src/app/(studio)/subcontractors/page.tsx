import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { listSubcontractors } from "@/features/subcontractors/queries";
import { ButtonLink } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("subcontractors.heading") };
}

export default async function SubcontractorsPage() {
  const { scope } = await requireFreelancer();
  const { t } = await studioLocale();
  const people = await listSubcontractors(scope);
  const add = (
    <ButtonLink href="/subcontractors/new" variant="main">
      {t("subcontractors.add")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeading
        title={t("subcontractors.heading")}
        below={t("subcontractors.below")}
        action={people.length > 0 ? add : undefined}
      />
      {people.length === 0 ? <Empty action={add}>{t("subcontractors.empty")}</Empty> : null}
      <ul className="divide-y divide-hairline">
        {people.map((person) => (
          <li
            key={person.id}
            className="relative grid gap-x-6 py-4 hover:bg-sheet sm:grid-cols-[1fr_auto] sm:items-baseline"
          >
            <div className="min-w-0">
              <Link
                href={`/subcontractors/${person.id}`}
                className="font-serif text-lg leading-snug wrap-anywhere after:absolute after:inset-0"
              >
                {person.name}
              </Link>
              <p className="text-muted wrap-anywhere">{person.address}</p>
            </div>
            <p className="text-muted">
              {person.linkRevokedAt
                ? t("subcontractors.link.revoked")
                : t("subcontractors.openCount", { count: person.openAssignments })}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
