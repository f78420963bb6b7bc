import { headers } from "next/headers";
import { findDemoFreelancer, isDemoOpen } from "@/auth/demo";
import { log, plainError } from "@/lib/log";
import { ActionButton } from "@/ui/action-button";
import { openDemo } from "./actions";

/**
 * The demo studio that this request may enter; null too while the database is away, since the page
 * around it needs none.
 */
export async function findOpenDemo(): Promise<{ name: string } | null> {
  if (!isDemoOpen(await headers())) return null;
  return findDemoFreelancer().catch((error: unknown) => {
    log().warn(plainError(error), "the demo studio could not be looked for");
    return null;
  });
}

/** The one button into the demo studio. */
export function DemoButton({ name }: { name: string }) {
  return (
    <section aria-labelledby="demo" className="border-t border-hairline pt-8">
      <h2 id="demo" className="text-xl">
        Just looking
      </h2>
      <p className="mt-2 mb-4 text-muted">
        {name} is a made-up studio. Try anything: its emails never leave this computer.
      </p>
      <ActionButton action={openDemo} variant="main" busy="Opening…">
        Open the demo studio
      </ActionButton>
    </section>
  );
}
