import { pageLocale } from "@/auth/session";

/** Returns the one answer for a file that is not there, or somebody else’s. */
export async function noSuchFile(): Promise<Response> {
  const { t } = await pageLocale();
  return new Response(`${t("missing.file")}\n`, {
    status: 404,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
