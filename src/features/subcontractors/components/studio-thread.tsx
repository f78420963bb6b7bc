import { randomUUID } from "node:crypto";
import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { needsNoReply, write } from "@/features/subcontractors/actions";
import type { AssignmentFacts } from "@/features/subcontractors/assignments/queries";
import { messageToSubcontractor } from "@/features/subcontractors/schema";
import { asks } from "@/features/subcontractors/rules";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { FocusField } from "@/ui/focus-field";
import { FormKey } from "@/ui/form-key";
import { SubmitButton } from "@/ui/submit-button";

type ThreadProps = { assignment: AssignmentFacts; zone: string; now: Date };

const fields = fieldsOf(messageToSubcontractor);

/** What both sides of an assignment wrote, and the form that writes one more. */
export async function StudioThread({ assignment, zone, now }: ThreadProps) {
  const { t, timeName } = await studioLocale();
  const { id: assignmentId, lines, subcontractor, waitingSince } = assignment;
  const today = dayIn(zone, now);
  const open = waitingSince ? lines.findLast(asks) : undefined;
  const lastRead = lines.findLast(({ isTheirs, seenAt }) => !isTheirs && seenAt);
  return (
    <>
      {lines.length === 0 ? <p className="pb-4 text-muted">{t("subcontractors.noLines")}</p> : null}
      <ol className="grid gap-5 pb-6">
        {lines.map((line) => (
          <li
            key={line.id}
            className={`border-l-2 pl-4 ${line.isTheirs ? "border-accent" : "border-hairline"}`}
          >
            <p className="text-sm text-muted">
              <span className="font-medium text-ink">
                {line.isTheirs ? subcontractor.name : t("subcontractors.you")}
              </span>
              {` · ${timeName(line.writtenAt, zone, today)}`}
              {line === lastRead && line.seenAt
                ? ` · ${t("subcontractors.read", { time: timeName(line.seenAt, zone, today) })}`
                : ""}
            </p>
            <p className="max-w-[68ch] whitespace-pre-line wrap-anywhere" dir="auto">
              {line.text}
            </p>
            {line === open ? (
              <ActionButton
                action={needsNoReply}
                hidden={{ assignmentId, messageId: line.id }}
                variant="plain"
              >
                {t("subcontractors.noReply")}
              </ActionButton>
            ) : null}
          </li>
        ))}
      </ol>
      <ActionForm
        action={write}
        draft="message"
        hidden={{ assignmentId, seenId: lines.at(-1)?.id }}
        className="grid max-w-[68ch] gap-4"
      >
        <FocusField named="write" />
        <FormKey name={fields.formKey.name} value={randomUUID()} />
        <AreaField
          {...fields.text}
          label={t("subcontractors.writeTo", { name: subcontractor.name })}
          rows={4}
        />
        <PreSendCheck
          texts={[fields.text.name]}
          language={subcontractor.language}
          without={["attachment"]}
        />
        <div>
          <SubmitButton variant="main">
            {t("subcontractors.sendTo", { name: subcontractor.name })}
          </SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
