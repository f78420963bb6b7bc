import { studioLocale } from "@/auth/session";
import { buttonVariant } from "@/ui/button";
import { TextField } from "@/ui/field";

type FindContactProps = {
  find: string;
  isFound: boolean;
  /** As many as are listed, where there are more. */ most?: number;
};

/** Looks for people by name, where a studio has more than a field offers. Works without script. */
export async function FindContact({ find, isFound, most }: FindContactProps) {
  const { t } = await studioLocale();
  return (
    <form action="/projects/new" className="mb-8 grid gap-2 border-b border-hairline pb-6">
      <TextField
        name="find"
        type="search"
        label={t("clients.find.label")}
        hint={most ? t("clients.find.most", { most }) : undefined}
        defaultValue={find}
        maxLength={120}
      />
      {isFound ? null : <p role="alert">{t("clients.find.nobody", { find })}</p>}
      <div>
        <button type="submit" className={buttonVariant("quiet")}>
          {t("clients.find.button")}
        </button>
      </div>
    </form>
  );
}
