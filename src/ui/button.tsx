import type { ComponentProps } from "react";
import { Link } from "./link";

export type Variant = "main" | "quiet" | "plain";

const variants: Record<Variant, string> = {
  main: "border border-accent bg-accent px-5 font-medium text-on-accent hover:bg-accent/90",
  quiet: "border border-edge px-4 font-medium hover:border-ink",
  plain: "underline decoration-edge underline-offset-4 hover:decoration-ink",
};

/** How a button or a link that acts as one variants: one main action on a screen, the rest quiet or plain. */
export function buttonVariant(variant: Variant): string {
  return (
    "inline-flex min-h-11 max-w-full cursor-pointer items-center justify-center gap-2 rounded-sm " +
    `text-center leading-tight wrap-anywhere transition-colors duration-150 ${variants[variant]}`
  );
}

export function ButtonLink({
  variant = "quiet",
  className = "",
  ...rest
}: ComponentProps<typeof Link> & { variant?: Variant }) {
  return <Link className={`${buttonVariant(variant)} ${className}`} {...rest} />;
}
