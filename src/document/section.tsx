import type { ReactNode } from "react";

type SectionProps = {
  /** Where a link with this fragment leads. */
  id: string;
  heading: string;
  className?: string;
  /** A part that is only a form says nothing on paper. */
  onPaper?: boolean;
  children: ReactNode;
};

/** A part of a document, named by its heading. */
export function Section({
  id,
  heading,
  className = "mt-12",
  onPaper = true,
  children,
}: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-heading`}
      className={`${className}${onPaper ? "" : " print:hidden"}`}
    >
      <h2 id={`${id}-heading`} className="font-serif text-xl">
        {heading}
      </h2>
      {children}
    </section>
  );
}
