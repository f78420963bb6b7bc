import { studioLocale } from "@/auth/session";
import { buttonVariant } from "@/ui/button";
import { FocusField } from "@/ui/focus-field";

/** The one field of the search page. A plain form: it works with scripts off. */
export async function SearchForm({ typed, problem }: { typed: string; problem: string | null }) {
  const { t } = await studioLocale();
  return (
    <form action="/search" role="search" className="max-w-2xl">
      <label htmlFor="q" className="mb-1.5 block font-medium">
        {t("search.label")}
      </label>
      <div className="flex gap-3">
        <input
          id="q"
          name="q"
          type="search"
          data-key="/"
          aria-keyshortcuts="/"
          aria-describedby={problem ? "q-problem" : undefined}
          aria-invalid={problem ? true : undefined}
          defaultValue={typed}
          autoComplete="off"
          dir="auto"
          className={
            "min-h-11 w-full min-w-0 rounded-sm border border-edge bg-sheet px-3 text-base text-ink " +
            "aria-invalid:border-2 aria-invalid:border-red"
          }
        />
        <button type="submit" className={`${buttonVariant("main")} flex-none`}>
          {t("search.button")}
        </button>
        {typed === "" ? <FocusField /> : null}
      </div>
      {problem ? (
        <p id="q-problem" role="alert" className="mt-2 text-red">
          {problem}
        </p>
      ) : null}
    </form>
  );
}
