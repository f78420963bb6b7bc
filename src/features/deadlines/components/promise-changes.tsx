import { randomUUID } from "node:crypto";
import { studioLocale } from "@/auth/session";
import {
  change,
  mark,
  meet,
  reorder,
  restore,
  takeOut,
  unmeet,
} from "@/features/deadlines/actions";
import { mayTakeOut } from "@/features/deadlines/rules";
import { changedDeadline, droppedDeadline } from "@/features/deadlines/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { buttonVariant } from "@/ui/button";
import { AreaField, SelectField, TextField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { drop } from "@/workflows/drop-deadline/actions";
import type { Promised } from "./promises";

const changed = fieldsOf(changedDeadline);
const dropped = fieldsOf(droppedDeadline);

type ArrangingProps = {
  projectId: string;
  deadline: Promised;
  contactName: string;
  readerId: string;
  isFirst: boolean;
  isLast: boolean;
};

/** What is seldom done to a promise: moved, marked, put in another order, changed, dropped. */
export async function Arranging({ isFirst, isLast, ...rest }: ArrangingProps) {
  const { t } = await studioLocale();
  const { projectId, deadline } = rest;
  const isOpen = !deadline.metAt && !deadline.droppedAt;
  return (
    <div className="flex basis-full flex-wrap items-start gap-x-4">
      {isOpen ? (
        <Link
          href={`/projects/${projectId}/delay/${deadline.id}`}
          className={buttonVariant("plain")}
        >
          {t("deadlines.moveDate")}
          <span className="sr-only">: {deadline.title}</span>
        </Link>
      ) : null}
      {isOpen ? (
        <ActionButton
          action={mark}
          hidden={{ deadlineId: deadline.id, atRisk: deadline.atRiskAt ? "no" : "yes" }}
          variant="plain"
          busy={t("deadlines.marking")}
          about={deadline.title}
        >
          {deadline.atRiskAt ? t("deadlines.notAtRisk") : t("deadlines.markAtRisk")}
        </ActionButton>
      ) : null}
      {(["up", "down"] as const).map((direction) =>
        (direction === "up" ? isFirst : isLast) ? null : (
          <ActionButton
            key={direction}
            action={reorder}
            hidden={{ deadlineId: deadline.id, direction }}
            variant="plain"
            busy="…"
            label={t(direction === "up" ? "deadlines.moveUp" : "deadlines.moveDown", {
              title: deadline.title,
            })}
          >
            {direction === "up" ? "↑" : "↓"}
          </ActionButton>
        ),
      )}
      <Disclosure title={t("projects.edit")} about={deadline.title}>
        <ChangeForm {...rest} />
      </Disclosure>
      {isOpen ? (
        <Disclosure title={t("deadlines.drop.title")} about={deadline.title}>
          <DropForm {...rest} />
        </Disclosure>
      ) : null}
    </div>
  );
}

type FormProps = Pick<ArrangingProps, "deadline" | "contactName" | "readerId">;

/** Another title, holder or private day. */
async function ChangeForm({ deadline, contactName, readerId }: FormProps) {
  const { t } = await studioLocale();
  const { id: deadlineId, title, holder, targetOn } = deadline;
  return (
    <ActionForm
      action={change}
      draft={`promise ${deadlineId}`}
      hidden={{ deadlineId }}
      seen={{ title, holder, targetOn: targetOn ?? "" }}
      className="grid max-w-xl gap-4"
    >
      <p className="text-sm text-muted">{t("deadlines.change.lead")}</p>
      <TextField {...changed.title} label={t("deadlines.form.title")} defaultValue={title} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...changed.holder}
          label={t("deadlines.form.holder")}
          defaultValue={holder}
          choices={[
            { value: "FREELANCER", label: t("deadlines.form.me") },
            { value: "CLIENT", label: contactName },
          ]}
        />
        <TextField
          {...changed.targetOn}
          label={t("deadlines.form.targetOptional")}
          type="date"
          defaultValue={targetOn ?? ""}
        />
      </div>
      <PreSendCheck texts={[changed.title.name]} readerId={readerId} />
      <div>
        <SubmitButton busy={t("buttons.saving")} about={title}>
          {t("buttons.save")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** It is not kept any more: with a word to the client, or without. */
async function DropForm({ deadline, contactName, readerId }: FormProps) {
  const { t } = await studioLocale();
  const { id: deadlineId, title } = deadline;
  return (
    <ActionForm
      action={drop}
      draft={`drop ${deadlineId}`}
      hidden={{ deadlineId }}
      className="grid max-w-xl gap-4"
    >
      <FormKey name={dropped.formKey.name} value={randomUUID()} />
      <p className="text-sm text-muted">{t("deadlines.drop.lead", { name: contactName })}</p>
      <AreaField
        {...dropped.text}
        label={t("deadlines.drop.textOptional", { name: contactName })}
        hint={t("deadlines.drop.hint")}
        rows={2}
      />
      <PreSendCheck texts={[dropped.text.name]} readerId={readerId} />
      <div>
        <SubmitButton busy={t("deadlines.drop.dropping")} variant="quiet" about={title}>
          {t("deadlines.drop.submit")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** What is done to a promise first of all, and how that is undone. */
export async function Doing({ deadline, now }: { deadline: Promised; now: Date }) {
  const { t } = await studioLocale();
  const { id: deadlineId, title } = deadline;
  return (
    <div className="flex flex-wrap items-start gap-x-3">
      {mayTakeOut(deadline, now) ? (
        <AskFirst
          action={takeOut}
          hidden={{ deadlineId }}
          about={title}
          question={t("deadlines.deleteQuestion", { title })}
          confirm={t("deadlines.deleteIt")}
          busy={t("buttons.deleting")}
        >
          {t("buttons.delete")}
        </AskFirst>
      ) : null}
      {deadline.droppedAt ? (
        <ActionButton
          action={restore}
          hidden={{ deadlineId }}
          variant="plain"
          busy={t("buttons.undoing")}
          about={title}
        >
          {t("deadlines.drop.restore")}
        </ActionButton>
      ) : null}
      <ActionButton
        action={deadline.metAt ? unmeet : meet}
        hidden={{ deadlineId }}
        variant={deadline.metAt ? "plain" : "quiet"}
        busy={t("deadlines.marking")}
        about={title}
      >
        {deadline.metAt ? t("buttons.undo") : t("deadlines.markDone")}
      </ActionButton>
    </div>
  );
}
