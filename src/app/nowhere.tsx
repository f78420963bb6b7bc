import { ButtonLink } from "@/ui/button";
import { PageHeading } from "@/ui/page";

/** The one answer to whatever is not here, or is not the reader's. */
export function Nowhere() {
  return (
    <>
      <PageHeading
        title="There is no such page here"
        below="It may have been taken back, or the address lost a letter on its way."
      />
      <ButtonLink href="/">To the beginning</ButtonLink>
    </>
  );
}
