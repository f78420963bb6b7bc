import type { ReactNode } from "react";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { signOut } from "@/features/studio/actions";
import { Keys } from "@/features/studio/components/keys";
import { SignOut } from "@/features/studio/components/sign-out";
import { StudioNav } from "@/features/studio/components/studio-nav";
import { buttonVariant } from "@/ui/button";
import { DraftOwner } from "@/ui/draft-owner";
import { LastPage } from "@/ui/last-page";
import { Link } from "@/ui/link";
import { LiveRefresh } from "@/ui/live-refresh";
import { Mark } from "@/ui/mark";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { scope, studio } = await requireFreelancer();
  const { t, zoneName, words } = await studioLocale();
  return (
    <>
      <a
        href="#main"
        className={
          "sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20 " +
          "focus:bg-ground focus:p-3"
        }
      >
        {t("frame.skip")}
      </a>
      <header
        className={
          "mx-auto flex max-w-5xl items-center justify-between gap-x-4 px-5 py-3 sm:border-b " +
          "sm:border-hairline"
        }
      >
        <Link
          href="/today"
          className="flex min-h-11 min-w-0 items-center gap-2 font-serif text-lg font-medium"
        >
          <Mark className="size-7 flex-none text-accent" />
          <span className="truncate sm:hidden lg:inline lg:max-w-48">{studio.name}</span>
          <span className="sr-only hidden sm:inline lg:hidden">{studio.name}</span>
        </Link>
        <StudioNav words={words.frame.places} />
        <div className="flex flex-none items-center gap-2 text-sm text-muted print:hidden">
          <Link href="/search" className={buttonVariant("plain")}>
            {t("frame.search")}
          </Link>
          <Keys
            words={{
              keys: words.frame.keys,
              places: words.frame.places,
              search: words.frame.search,
            }}
          />
          <SignOut action={signOut} variant="plain" busy={t("frame.signingOut")}>
            {t("frame.signOut")}
          </SignOut>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-5xl px-5 pt-6 pb-12 outline-none sm:pt-10"
      >
        <DraftOwner id={scope.freelancerId}>{children}</DraftOwner>
      </main>
      <footer className="mx-auto max-w-5xl px-5 pb-24 text-sm text-muted sm:pb-10">
        {t("frame.zone", { zone: zoneName(studio.zone) })}
      </footer>
      <LiveRefresh from="/api/live" />
      <LastPage owner={scope.freelancerId} />
    </>
  );
}
