import { ButtonLink } from "@/ui/button";
import { PageHeading } from "@/ui/page";

/** The one answer for anything that does not exist or is not the reader's. */
export function NotFoundMessage() {
  return (
    <>
      <PageHeading
        title="There is no such page here"
        below="It may have been taken back, or the address lost an email on its way."
      />
      <ButtonLink href="/">To the beginning</ButtonLink>
    </>
  );
}
