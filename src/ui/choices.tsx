import { Link } from "./link";

type Choice = { label: string; href: string; isChosen: boolean };

/** Links to one page seen in different ways; the one that is chosen is marked. */
export function Choices({ label, choices }: { label: string; choices: Choice[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-x-5">
        {choices.map(({ label, href, isChosen }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isChosen ? "true" : undefined}
              className={
                "flex min-h-11 items-center border-b-2 " +
                (isChosen
                  ? "border-ink font-medium text-ink"
                  : "border-transparent text-muted hover:text-ink")
              }
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
