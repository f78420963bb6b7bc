import type { ReactNode } from "react";

/** What a page begins with: its one heading, a line above or below it, and its one action. */
export function PageHeading({
  title,
  above,
  below,
  action,
}: {
  title: string;
  above?: ReactNode;
  below?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        {above ? <p className="text-muted wrap-anywhere">{above}</p> : null}
        <h1 className="text-3xl wrap-anywhere" dir="auto">
          {title}
        </h1>
        {below ? (
          <div className="mt-2 max-w-[72ch] text-muted wrap-anywhere" dir="auto">
            {below}
          </div>
        ) : null}
      </div>
      {action}
    </header>
  );
}

/** A part of a page under a heading of its own. */
export function Section({
  id,
  title,
  children,
  aside,
}: {
  id?: string;
  title: string;
  children: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <section aria-label={title} id={id} className="scroll-mt-20">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 border-b border-hairline pb-2">
        <h2 className="min-w-0 text-xl wrap-anywhere">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** A list with nothing in it yet: what goes there, and the one next step. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid max-w-[60ch] justify-items-start gap-4 py-6">
      <p className="text-muted">{children}</p>
      {action}
    </div>
  );
}

/** More that opens on demand, with a target large enough for a thumb. */
export function Disclosure({
  title,
  about,
  isOpen,
  children,
}: {
  title: string;
  /** Which of several alike this is, for a screen reader. */ about?: string;
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="group" open={isOpen}>
      <summary
        className={
          "inline-flex min-h-11 items-center gap-2 underline decoration-edge underline-offset-4 " +
          "hover:decoration-ink"
        }
      >
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className="size-3 flex-none transition-transform duration-150 group-open:rotate-90"
        >
          <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.500" />
        </svg>
        {title}
        {about ? <span className="sr-only">: {about}</span> : null}
      </summary>
      <div className="pt-3 pb-4">{children}</div>
    </details>
  );
}
