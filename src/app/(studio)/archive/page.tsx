import type { Metadata } from "next";
import type { Scope } from "@/auth/scope";
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
  return (
    <>
      <PageHeading title={t("projects.archive.tab")} below={t("projects.archive.below")} />
      <div className="grid gap-12">
        <Projects scope={scope} />
        <Clients scope={scope} />
      </div>
    </>
  );
}

async function Projects({ scope }: { scope: Scope }) {
  const { t } = await studioLocale();
  const { rows, hasMore } = await listArchivedProjects(scope);
  return (
    <List title={t("projects.title")} none={t("projects.archive.none")} {...{ rows, hasMore }}>
      {({ id, title, client }) => (
        <Row key={id} href={`/projects/${id}`} name={title} below={client.name}>
          <ActionButton
            action={unarchive}
            hidden={{ projectId: id }}
            busy={t("buttons.saving")}
            about={title}
          >
            {t("projects.archive.back")}
          </ActionButton>
        </Row>
      )}
    </List>
  );
}

async function Clients({ scope }: { scope: Scope }) {
  const { t } = await studioLocale();
  const { rows, hasMore } = await listArchivedClients(scope);
  return (
    <List title={t("clients.title")} none={t("clients.archive.none")} {...{ rows, hasMore }}>
      {({ id, name }) => (
        <Row key={id} href={`/clients/${id}`} name={name}>
          <ActionButton
            action={unarchiveClient}
            hidden={{ clientId: id }}
            busy={t("buttons.saving")}
            about={name}
          >
            {t("projects.archive.back")}
          </ActionButton>
        </Row>
      )}
    </List>
  );
}

type ListProps<R> = {
  title: string;
  /** What is said where there are none. */ none: string;
  rows: R[];
  hasMore: boolean;
  children: (row: R) => React.ReactNode;
};

async function List<R>({ title, none, rows, hasMore, children }: ListProps<R>) {
  const { t } = await studioLocale();
  return (
    <Section title={title}>
      {rows.length === 0 ? <p className="text-muted">{none}</p> : null}
      <ul className="divide-y divide-hairline">{rows.map(children)}</ul>
      {hasMore ? (
        <p className="text-muted">{t("projects.archive.more", { count: rows.length })}</p>
      ) : null}
    </Section>
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
