import type { StudioLocale } from "@/language/studio";
import { dayIn, wallClock } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { SubmitButton } from "@/ui/submit-button";
import { keep, leave } from "@/workflows/erase-studio/actions";
import { HOLD_HOURS } from "@/workflows/erase-studio/rules";
import { erasedStudio } from "@/workflows/erase-studio/schema";

type EraseStudioProps = { name: string; t: StudioLocale["t"] };

/** What an erasure of the whole studio does, and the form that asks for it once the studio is named. */
export function EraseStudio({ name, t }: EraseStudioProps) {
  return (
    <div className="grid max-w-2xl gap-6">
      <p>{t("eraseStudio.intro")}</p>
      <p>{t("eraseStudio.goes")}</p>
      <p>{t("eraseStudio.hold", { hours: HOLD_HOURS })}</p>
      <div>
        <Link href="/settings/data" className={buttonVariant("plain")}>
          {t("eraseStudio.exportFirst")}
        </Link>
      </div>
      <ActionForm action={leave} draft={null} className="grid gap-4">
        <TextField
          {...fieldsOf(erasedStudio).name}
          label={t("eraseStudio.confirm", { name })}
          autoComplete="off"
        />
        <div>
          <SubmitButton busy={t("eraseStudio.busy")}>{t("eraseStudio.button")}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}

type ErasureDueProps = { eraseAt: Date; zone: string; now: Date; locale: StudioLocale };

/** Says when the studio will be erased, and keeps it by one button. */
export function ErasureDue({ eraseAt, zone, now, locale: { t, dayName } }: ErasureDueProps) {
  const { day, time } = wallClock(zone, eraseAt);
  return (
    <div role="status" className="grid justify-items-start gap-4 border-l-4 border-red pl-4">
      <p>
        <span aria-hidden="true" className="text-red">
          ◆{" "}
        </span>
        {t("eraseStudio.dueOn", { day: dayName(day, dayIn(zone, now)), time })}
      </p>
      <ActionButton action={keep} busy={t("eraseStudio.busy")} variant="main">
        {t("eraseStudio.keep")}
      </ActionButton>
    </div>
  );
}
