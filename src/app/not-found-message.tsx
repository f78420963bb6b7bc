import { buttonVariant } from "@/ui/button";
import { PageHeading } from "@/ui/page";

/** The one answer to whatever is not here, or is not the reader's. */
export function NotFoundMessage() {
  return (
    <>
      <PageHeading
        title="There is no such page here"
        below="It may have been taken back, or the address lost an email on its way."
      />
      <a href="/" className={buttonVariant("quiet")}>
        To the beginning
      </a>
    </>
  );
}
