import { Section } from "@/document/section";
import type { Locale } from "@/language/locale";

/** What was promised for this project after an earlier one: the first thing that the client reads. */
export function RemediesPart({ locale: { t }, remedies }: { locale: Locale; remedies: string[] }) {
  if (remedies.length === 0) return null;
  const heading = t(remedies.length === 1 ? "page.remedy" : "page.remedies");
  return (
    <Section id="remedies" heading={heading} className="mt-8">
      <ul className="mt-2 space-y-2 border-l-2 border-accent pl-4">
        {remedies.map((text, index) => (
          <li key={index} className="whitespace-pre-line wrap-anywhere" dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </Section>
  );
}
