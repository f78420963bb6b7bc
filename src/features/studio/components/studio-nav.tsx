"use client";

import { usePathname } from "next/navigation";
import type { StudioWords } from "@/language/studio";
import { Link } from "@/ui/link";

export const places = [
  { href: "/today", name: "today", key: "t" },
  { href: "/projects", name: "projects", key: "p" },
  { href: "/clients", name: "clients", key: "c" },
  { href: "/emails", name: "emails", key: "e" },
  { href: "/follow-ups", name: "followUps", key: "f" },
  { href: "/settings", name: "settings", key: "s" },
] as const;

/** Where one can go: a bar under the thumb on a phone, a row at the top on a wide screen. */
export function StudioNav({ words }: { words: StudioWords["frame"]["places"] }) {
  const path = usePathname();
  return (
    <nav
      aria-label={words.studio}
      className={
        "fixed inset-x-0 bottom-0 z-10 border-t border-hairline bg-ground " +
        "pb-[env(safe-area-inset-bottom)] sm:static sm:border-0 sm:pb-0"
      }
    >
      <ul className="flex sm:gap-1">
        {places.map(({ href, name }) => {
          const isHere = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href} className="min-w-0 flex-auto sm:flex-none">
              <Link
                href={href}
                aria-current={isHere ? (path === href ? "page" : "true") : undefined}
                className={
                  "flex min-h-12 items-center justify-center border-t-2 px-0.5 text-center text-xs " +
                  "leading-tight wrap-anywhere min-[24rem]:px-1 min-[24rem]:whitespace-nowrap " +
                  "min-[29rem]:text-sm sm:min-h-11 " +
                  "sm:border-t-0 sm:border-b-2 sm:px-1.5 lg:px-3 lg:text-base " +
                  `${isHere ? "border-ink font-medium text-ink" : "border-transparent text-muted hover:text-ink"}`
                }
              >
                {words[name]}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
