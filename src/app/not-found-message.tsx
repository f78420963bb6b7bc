import { buttonVariant } from "@/ui/button";
import { PageHeading } from "@/ui/page";

/** The one answer for anything that does not exist or is not the reader's. */
export function NotFoundMessage() {
  return (
    <>
      <PageHeading
        title="There is no such page"
        below="It may have been removed, or the address may be incomplete."
      />
      <a href="/" className={buttonVariant("quiet")}>
        To the beginning
      </a>
    </>
  );
}
