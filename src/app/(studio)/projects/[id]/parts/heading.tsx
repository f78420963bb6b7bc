import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

export async function Heading({ project, today }: ProjectFacts) {
  const { t, dayAndDistance } = await studioLocale();
  const { title, summary, client, contact } = project;
  const { openedOn } = contact;
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
      below={
        <>
          {summary}
          {openedOn ? (
            <p className="text-sm">
              {t("seen.last", { name: contact.name, day: dayAndDistance(openedOn, today) })}
            </p>
          ) : null}
        </>
      }
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
