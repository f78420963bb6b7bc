import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link within the studio. Nothing is fetched ahead: every page is made for its reader at that moment. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
