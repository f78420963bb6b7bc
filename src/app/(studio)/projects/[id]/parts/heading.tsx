import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";

export function Heading({ project: { title, summary, client, contact } }: ProjectFacts) {
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
            View as client
          </a>
        ) : (
          <p className="text-sm text-muted">{contact.name}’s link is revoked.</p>
        )
      }
    />
  );
}
