import { headers } from "next/headers";
import { findDemoFreelancer, isDemoOpen } from "@/auth/demo";
import { pageLocale } from "@/auth/session";
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
export async function DemoButton({ name }: { name: string }) {
  const { t } = await pageLocale();
  return (
    <section aria-labelledby="demo" className="border-t border-hairline pt-8">
      <h2 id="demo" className="text-xl">
        {t("demo.heading")}
      </h2>
      <p className="mt-2 mb-4 text-muted">{t("demo.text", { name })}</p>
      <ActionButton action={openDemo} variant="main" busy={t("demo.opening")}>
        {t("demo.open")}
      </ActionButton>
    </section>
  );
}
