import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Wordmark } from "@/ui/mark";

// The address of a sign-in link is nobody else's business, and our own forms need an Origin.
export const metadata: Metadata = { referrer: "same-origin" };

export default function EntranceLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-lg px-5 py-10 sm:py-16">
      <header className="mb-10">
        <a href="/" className="inline-flex min-h-11 items-center">
          <Wordmark />
        </a>
      </header>
      <main>{children}</main>
    </div>
  );
}
