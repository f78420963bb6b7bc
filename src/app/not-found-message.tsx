import { buttonVariant } from "@/ui/button";
import { PageHeading } from "@/ui/page";

/** The one answer for anything that does not exist or is not the reader's. */
export function NotFoundMessage({ href, back }: { href: string; back: string }) {
  return (
    <>
      <PageHeading
        title="Page not found"
        below="It may have been removed, or the address may be incomplete."
      />
      <a href={href} className={buttonVariant("quiet")}>
        {back}
      </a>
    </>
  );
}
