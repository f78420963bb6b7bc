import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { unarchive as unarchiveClient } from "@/features/clients/actions";
import { listArchivedClients } from "@/features/clients/archive/queries";
import { unarchive } from "@/features/projects/actions";
import { listArchivedProjects } from "@/features/projects/archive/queries";
import { ActionButton } from "@/ui/action-button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("projects.archive.tab") };
}

/** What is out of the lists, each with the way back. */
export default async function ArchivePage() {
  const { scope } = await requireFreelancer();
  const { t } = await studioLocale();
  const [projects, clients] = await Promise.all([
    listArchivedProjects(scope),
    listArchivedClients(scope),
  ]);
  const busy = t("buttons.saving");
  return (
    <>
      <PageHeading title={t("projects.archive.tab")} below={t("projects.archive.below")} />
      <div className="grid gap-12">
        <Section title={t("projects.title")}>
          {projects.length === 0 ? (
            <p className="text-muted">{t("projects.archive.none")}</p>
          ) : null}
          <ul className="divide-y divide-hairline">
            {projects.map(({ id, title, client }) => (
              <Row key={id} href={`/projects/${id}`} name={title} below={client.name}>
                <ActionButton
                  action={unarchive}
                  hidden={{ projectId: id }}
                  busy={busy}
                  about={title}
                >
                  {t("projects.archive.back")}
                </ActionButton>
              </Row>
            ))}
          </ul>
        </Section>
        <Section title={t("clients.title")}>
          {clients.length === 0 ? <p className="text-muted">{t("clients.archive.none")}</p> : null}
          <ul className="divide-y divide-hairline">
            {clients.map(({ id, name }) => (
              <Row key={id} href={`/clients/${id}`} name={name}>
                <ActionButton
                  action={unarchiveClient}
                  hidden={{ clientId: id }}
                  busy={busy}
                  about={name}
                >
                  {t("projects.archive.back")}
                </ActionButton>
              </Row>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}

type RowProps = { href: string; name: string; below?: string; children: React.ReactNode };

function Row({ href, name, below, children }: RowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0">
        <Link
          href={href}
          className={
            "inline-flex min-h-11 items-center font-serif text-lg leading-snug wrap-anywhere " +
            "hover:underline"
          }
        >
          {name}
        </Link>
        {below ? <p className="text-sm text-muted wrap-anywhere">{below}</p> : null}
      </div>
      {children}
    </li>
  );
}
