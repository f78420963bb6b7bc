import { enterDemo } from "@/app/(auth)/sign-in/enter-demo";
import { findOpenDemo } from "@/app/(auth)/sign-in/demo-button";
import { findSignedIn, pageLocale } from "@/auth/session";
import { readForm } from "@/document/form";
import { documentRoute, renderDocument, seeOther } from "@/document/render";
import { HomePage } from "./home-page";

export const dynamic = "force-dynamic";

export const GET = documentRoute(async () => {
  if (await findSignedIn()) return seeOther("/today");
  return renderDocument(<HomePage demo={await findOpenDemo()} locale={await pageLocale()} />, {
    headers: { "x-robots-tag": "all" },
  });
});

/** The one button into the demo studio. */
export const POST = documentRoute(async (request) => {
  await readForm(request);
  await enterDemo();
  return seeOther("/today");
});
