import type { ComponentProps } from "react";
import { Link } from "./link";

export type Look = "main" | "quiet" | "plain";

const looks: Record<Look, string> = {
  main: "border border-accent bg-accent px-5 font-medium text-on-accent hover:bg-accent/90",
  quiet: "border border-edge px-4 font-medium hover:border-ink",
  plain: "underline decoration-edge underline-offset-4 hover:decoration-ink",
};

/** How a button or a link that acts as one looks: one main action on a screen, the rest quiet or plain. */
export function buttonLook(look: Look): string {
  return `inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-sm text-center leading-tight transition-colors duration-150 ${looks[look]}`;
}

export function ButtonLink({
  look = "quiet",
  className = "",
  ...rest
}: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link className={`${buttonLook(look)} ${className}`} {...rest} />;
}
