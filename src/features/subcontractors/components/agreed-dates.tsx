import { studioLocale } from "@/auth/session";
import { keep, move, removeOne, unkeep } from "@/features/subcontractors/actions";
import type { AssignmentFacts } from "@/features/subcontractors/assignments/queries";
import { amountName, standingOf } from "@/features/subcontractors/dates/rules";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { doneDate, movedDate } from "@/features/subcontractors/schema";
import type { Language } from "@/language/languages";
import type { Day } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { AreaField, TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";

type AgreedDate = AssignmentFacts["dates"][number];
type DateProps = { date: AgreedDate; today: Day; language: Language };

const shapes = { open: "waits", late: "late", kept: "done", "kept late": "done" } as const;

/** The dates of an assignment or its pay dates, each with its moves and what can be done about it. */
export async function AgreedDates({
  dates,
  ...rest
}: { dates: AgreedDate[] } & Omit<DateProps, "date">) {
  return (
    <ul className="-mt-1 mb-4 divide-y divide-hairline">
      {dates.map((date) => (
        <li key={date.id} className="grid gap-1 py-3">
          <Told date={date} {...rest} />
          <Changes date={date} {...rest} />
        </li>
      ))}
    </ul>
  );
}

async function nameOf(date: AgreedDate): Promise<string> {
  const { t, tag } = await studioLocale();
  if (date.kind !== "PAY") return date.title;
  return amountName(tag, date) || t("subcontractors.payment");
}

async function Told({ date, today }: DateProps) {
  const { t, dayName, dayAndDistance } = await studioLocale();
  const standing = standingOf(date, today);
  const day = dayAndDistance(date.doneOn ?? date.promisedOn, today);
  return (
    <>
      <p className="wrap-anywhere">
        <span className="font-medium">{await nameOf(date)}</span>{" "}
        <span className="text-muted">
          {date.kind === "PAY"
            ? null
            : t(date.kind === "MINE" ? "subcontractors.fromMe" : "subcontractors.fromThem")}
        </span>
      </p>
      {date.dateMoves.map(({ fromOn, reason, movedAt }) => (
        <p key={movedAt.toISOString()} className="text-sm text-muted wrap-anywhere">
          <del>{dayName(fromOn, today)}</del>
          {reason ? ` · ${reason}` : ""}
        </p>
      ))}
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span>{day}</span>
        <StatusBadge shape={shapes[standing]}>
          {t(`subcontractors.standing.${standing === "kept late" ? "keptLate" : standing}`)}
        </StatusBadge>
      </p>
    </>
  );
}

async function Changes({ date, today, language }: DateProps) {
  const { t } = await studioLocale();
  const about = await nameOf(date);
  const dateId = date.id;
  if (date.doneOn)
    return (
      <ActionButton action={unkeep} hidden={{ dateId }} about={about} variant="plain">
        {t("subcontractors.undoDone")}
      </ActionButton>
    );
  return (
    <div className="grid">
      <Disclosure
        title={t(date.kind === "PAY" ? "subcontractors.markPaid" : "subcontractors.markDone")}
        about={about}
      >
        <ActionForm
          action={keep}
          draft={`done ${dateId}`}
          hidden={{ dateId }}
          className="grid max-w-xs gap-3"
          label={about}
        >
          <TextField
            {...fieldsOf(doneDate).doneOn}
            label={t(date.kind === "PAY" ? "subcontractors.paidOn" : "subcontractors.doneOn")}
            type="date"
            defaultValue={today}
          />
          <div>
            <SubmitButton about={about}>{t("subcontractors.save")}</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
      <Disclosure title={t("subcontractors.move")} about={about}>
        <ActionForm
          action={move}
          draft={`move ${dateId}`}
          hidden={{ dateId }}
          className="grid max-w-xl gap-3"
          label={about}
        >
          <TextField
            {...fieldsOf(movedDate).toOn}
            label={t("subcontractors.newDate")}
            type="date"
          />
          <AreaField
            {...fieldsOf(movedDate).reason}
            label={t("subcontractors.reason")}
            hint={t("subcontractors.reasonHint")}
            rows={2}
          />
          <PreSendCheck texts={["reason"]} language={language} />
          <div>
            <SubmitButton about={about}>{t("subcontractors.moveDo")}</SubmitButton>
          </div>
        </ActionForm>
        <AskFirst
          action={removeOne}
          hidden={{ dateId }}
          variant="plain"
          about={about}
          question={t("subcontractors.removeAsk", { what: about })}
          confirm={t("subcontractors.removeDo")}
          busy={t("subcontractors.busy")}
        >
          {t("subcontractors.remove")}
        </AskFirst>
      </Disclosure>
    </div>
  );
}
