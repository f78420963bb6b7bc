import { studioLocale } from "@/auth/session";
import { addressOf, isOpenState } from "@/features/overview/rules";
import { STATES, VIEWS, type Asked } from "@/features/overview/schema";
import { Choices } from "@/ui/choices";

/** The list, or the weeks ahead. */
export async function ViewChoice({ asked }: { asked: Asked }) {
  const { t } = await studioLocale();
  return (
    <Choices
      label={t("overview.views.label")}
      choices={VIEWS.map((view) => ({
        label: t(`overview.views.${view}`),
        href: addressOf(asked, { view, ...(isOpenState(asked.state) ? {} : { state: "open" }) }),
        isChosen: view === asked.view,
      }))}
    />
  );
}

/** Which projects: of the weeks ahead the open ones alone. */
export async function StateChoice({ asked }: { asked: Asked }) {
  const { t } = await studioLocale();
  const states = asked.view === "list" ? STATES : STATES.filter(isOpenState);
  return (
    <Choices
      label={t("overview.states.label")}
      choices={states.map((state) => ({
        label: t(`overview.states.${state}`),
        href: addressOf(asked, { state }),
        isChosen: state === asked.state,
      }))}
    />
  );
}
