import { studioLocale } from "@/auth/session";

/** What a client asked for, above the form that begins the project. */
export async function AskedFor({ name, text }: { name: string; text: string }) {
  const { t } = await studioLocale();
  return (
    <div className="mb-6 border-l-2 border-ink pl-4">
      <p className="text-sm text-muted">{t("projects.begin.asked", { name })}</p>
      <p className="mt-1 font-serif text-[1.0625rem] whitespace-pre-line wrap-anywhere" dir="auto">
        {text}
      </p>
    </div>
  );
}
