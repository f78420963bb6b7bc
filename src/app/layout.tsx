import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { pageLocale } from "@/auth/session";
import { FontPreloads } from "@/ui/font-preloads";
import { UiWordsProvider } from "@/ui/words";
import "./globals.css";

// Every page asks the database who is there, so none is made at build time.
export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await pageLocale();
  return {
    title: { default: "Uptomark", template: "%s · Uptomark" },
    description: t("home.description"),
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf9f4" },
    { media: "(prefers-color-scheme: dark)", color: "#171614" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { tag, words } = await pageLocale();
  return (
    <html lang={tag}>
      <head>
        <FontPreloads />
      </head>
      <body className="min-h-dvh">
        <UiWordsProvider words={words.ui} tag={tag}>
          {children}
        </UiWordsProvider>
      </body>
    </html>
  );
}
