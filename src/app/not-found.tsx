import type { Metadata } from "next";
import { pageLocale } from "@/auth/session";
import { Wordmark } from "@/ui/mark";
import { NotFoundMessage } from "./not-found-message";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageLocale()).t("notFound.short") };
}

export default async function NotFound() {
  const { t } = await pageLocale();
  return (
    <main className="mx-auto max-w-xl px-5 py-16">
      <p className="mb-10">
        <Wordmark />
      </p>
      <NotFoundMessage href="/" back={t("notFound.toStart")} />
    </main>
  );
}
