import { randomUUID } from "node:crypto";
import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { put } from "@/features/sign-offs/actions";
import type { StudioRound } from "@/features/sign-offs/queries";
import { ANSWER_CHANNELS, notedAnswer, putBefore } from "@/features/sign-offs/schema";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { AreaField, SelectField } from "@/ui/field";
import { FormKey } from "@/ui/form-key";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { note, takeBack } from "@/workflows/answer-sign-off/actions";

type StudioRoundsProps = {
  deadline: { id: string; title: string };
  /** Of this deadline, the latest first. */
  rounds: StudioRound[];
  contact: { id: string; name: string };
  /** Whether it can be put before the client now. */
  canPut: boolean;
  zone: string;
  now: Date;
};

/** A deadline's sign-off below it: what waits, what was answered, and the form that puts it before the client. */
export async function StudioRounds({
  deadline,
  rounds,
  contact,
  canPut,
  zone,
  now,
}: StudioRoundsProps) {
  const { t } = await studioLocale();
  const [latest, ...earlier] = rounds;
  if (!latest && !canPut) return null;
  return (
    <div className="grid basis-full gap-1">
      {latest ? <Latest round={latest} contact={contact} zone={zone} now={now} /> : null}
      {earlier.length > 0 ? (
        <Disclosure title={t("signOffs.earlier", { count: earlier.length })}>
          {earlier.map((round) => (
            <Ended key={round.id} round={round} zone={zone} now={now} />
          ))}
        </Disclosure>
      ) : null}
      {canPut ? (
        <PutForm deadline={deadline} contact={contact} isAgain={rounds.length > 0} />
      ) : null}
    </div>
  );
}

type RoundProps = { round: StudioRound; zone: string; now: Date };

async function Latest({
  round,
  contact,
  zone,
  now,
}: RoundProps & { contact: { id: string; name: string } }) {
  const { t, dayName } = await studioLocale();
  if (round.outcome) return <Ended round={round} zone={zone} now={now} />;
  const day = dayName(dayIn(zone, round.putAt), dayIn(zone, now));
  return (
    <>
      <p className="text-sm">
        <StatusBadge shape="waits">{t("signOffs.waits", { name: contact.name, day })}</StatusBadge>
      </p>
      {round.note ? <Quoted text={round.note} /> : null}
      <div className="flex flex-wrap items-start gap-x-4">
        <AskFirst
          action={takeBack}
          hidden={{ signOffId: round.id }}
          about={round.title}
          question={t("signOffs.takeBackAsk", { title: round.title })}
          confirm={t("signOffs.takeBackYes")}
          busy={t("buttons.saving")}
        >
          {t("signOffs.takeBack")}
        </AskFirst>
        <Disclosure title={t("signOffs.note")}>
          <NoteForm round={round} />
        </Disclosure>
      </div>
    </>
  );
}

const noted = fieldsOf(notedAnswer);

/** What the client said by telephone or elsewhere. */
async function NoteForm({ round }: { round: StudioRound }) {
  const { t } = await studioLocale();
  return (
    <ActionForm
      action={note}
      draft={`sign-off-${round.id}`}
      hidden={{ signOffId: round.id }}
      label={round.title}
    >
      <FormKey name={noted.formKey.name} value={randomUUID()} />
      <SelectField
        {...noted.channel}
        label={t("signOffs.form.how")}
        choices={ANSWER_CHANNELS.map((value) => ({
          value,
          label: t(`messages.log.channels.${value}`),
        }))}
      />
      <AreaField
        {...noted.changes}
        label={t("signOffs.form.changes")}
        hint={t("signOffs.form.changesHint")}
        rows={2}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton name={noted.outcome.name} value="ACCEPTED" busy={t("buttons.saving")}>
          {t("signOffs.form.accepted")}
        </SubmitButton>
        <SubmitButton name={noted.outcome.name} value="CHANGES" busy={t("buttons.saving")}>
          {t("signOffs.form.asked")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** "Accepted by Ines on Tue 24 Nov": how a round ended. */
async function Ended({ round, zone, now }: RoundProps) {
  const { t, dayName } = await studioLocale();
  const { outcome, closedAt, by, changes } = round;
  if (!outcome || !closedAt) return null;
  const day = dayName(dayIn(zone, closedAt), dayIn(zone, now));
  const isAnswer = outcome === "ACCEPTED" || outcome === "CHANGES";
  return (
    <div>
      <p className="text-sm">
        <StatusBadge shape={outcome === "ACCEPTED" ? "done" : "stopped"}>
          {isAnswer && by
            ? t(`signOffs.state.${outcome}.by`, { name: by, day })
            : t(`signOffs.state.${outcome}.on`, { day })}
        </StatusBadge>
      </p>
      {changes ? <Quoted text={changes} /> : null}
    </div>
  );
}

function Quoted({ text }: { text: string }) {
  return (
    <p
      className="mt-1 line-clamp-4 max-w-[68ch] font-serif whitespace-pre-line wrap-anywhere"
      dir="auto"
    >
      {text}
    </p>
  );
}

const fields = fieldsOf(putBefore);

type PutFormProps = Pick<StudioRoundsProps, "deadline" | "contact"> & { isAgain: boolean };

async function PutForm({ deadline, contact, isAgain }: PutFormProps) {
  const { t } = await studioLocale();
  const action = t(isAgain ? "signOffs.again" : "signOffs.action", { name: contact.name });
  return (
    <Disclosure title={action}>
      <ActionForm
        action={put}
        draft={`put-${deadline.id}`}
        hidden={{ deadlineId: deadline.id }}
        label={`${action}: ${deadline.title}`}
      >
        <AreaField
          {...fields.note}
          label={t("signOffs.form.noteTo", { name: contact.name })}
          hint={t("signOffs.form.noteHint")}
          rows={3}
        />
        <PreSendCheck texts={[fields.note.name]} readerId={contact.id} />
        <div>
          <SubmitButton busy={t("buttons.saving")}>{action}</SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  );
}
