import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

export async function Heading({ project: { title, summary, client, contact } }: ProjectFacts) {
  const { t } = await studioLocale();
  return (
    <PageHeading
      title={title}
      above={
        <>
          <Link href={`/clients/${client.id}`} className={buttonVariant("plain")}>
            {client.name}
          </Link>{" "}
          · {contact.name}
        </>
      }
      below={summary}
      action={
        contact.pagePath ? (
          <a
            href={contact.pagePath}
            target="_blank"
            rel="noopener"
            data-key="v"
            className={buttonVariant("quiet")}
          >
            {t("projects.viewAsClient")}
          </a>
        ) : (
          <p className="text-sm text-muted">{t("projects.linkRevoked", { name: contact.name })}</p>
        )
      }
    />
  );
}
