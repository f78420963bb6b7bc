import { studioLocale } from "@/auth/session";
import { cut } from "@/lib/cut";
import { remove, reword, show, write } from "@/features/projects/work-notes/actions";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { NoteRow } from "@/features/projects/work-notes/queries";
import { byDay, mayChange } from "@/features/projects/work-notes/rules";
import { dayIn } from "@/lib/dates";
import { EditText } from "@/features/projects/components/edit-text";
import { newNote } from "@/features/projects/work-notes/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";

type NotesProps = {
  projectId: string;
  notes: NoteRow[];
  readerId: string;
  contactName: string;
  zone: string;
  now: Date;
};

const { text } = fieldsOf(newNote);

/** A project's work notes: a line to write, the drafts, and what the client sees, newest day first. */
export async function Notes({ projectId, notes, readerId, contactName, zone, now }: NotesProps) {
  const { t } = await studioLocale();
  return (
    <div className="grid gap-6">
      <ActionForm
        action={write}
        draft="note"
        hidden={{ projectId }}
        className="grid max-w-[68ch] gap-4"
      >
        <AreaField
          {...text}
          label={t("workNotes.label")}
          hint={t("workNotes.hint", { name: contactName })}
          rows={2}
        />
        <PreSendCheck texts={[text.name]} readerId={readerId} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="as" value="shown" busy={t("workNotes.posting")}>
            {t("workNotes.post")}
          </SubmitButton>
          <SubmitButton name="as" value="draft" variant="plain" busy={t("buttons.saving")}>
            {t("workNotes.saveDraft")}
          </SubmitButton>
        </div>
      </ActionForm>
      <NoteList notes={notes} readerId={readerId} zone={zone} now={now} />
    </div>
  );
}

type NoteListProps = Pick<NotesProps, "notes" | "readerId" | "zone" | "now">;

/** Drafts, and what the client sees, newest day first. */
export async function NoteList({ notes, readerId, zone, now }: NoteListProps) {
  const { t, dayHeading } = await studioLocale();
  const today = dayIn(zone, now);
  const drafts = notes.filter((note) => note.shownAt === null);
  const shown = notes.flatMap(({ shownAt, ...note }) => (shownAt ? [{ ...note, shownAt }] : []));
  return (
    <div className="grid gap-6">
      {drafts.length > 0 ? (
        <ul
          className="divide-y divide-hairline border-y border-hairline"
          aria-label={t("workNotes.drafts")}
        >
          {drafts.map((note) => (
            <Note key={note.id} note={note} readerId={readerId} />
          ))}
        </ul>
      ) : null}
      {byDay(shown, zone).map(({ day, notes: ofDay }) => (
        <div key={day}>
          <h3 className="text-sm text-muted">
            <time dateTime={day}>{dayHeading(day, today)}</time>
          </h3>
          <ul className="divide-y divide-hairline">
            {ofDay.map((note) => (
              <Note key={note.id} note={note} readerId={readerId} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

type NoteProps = {
  note: Pick<NoteRow, "id" | "text" | "shownAt" | "gatheredAt">;
  readerId: string;
};

async function Note({ note, readerId }: NoteProps) {
  const { t } = await studioLocale();
  const name = cut(note.text, 60);
  return (
    <li className="grid max-w-[68ch] gap-1 py-2">
      {note.shownAt ? null : (
        <p>
          <StatusBadge shape="waits">{t("workNotes.draft")}</StatusBadge>
        </p>
      )}
      <p className="whitespace-pre-line wrap-anywhere" dir="auto">
        {note.text}
      </p>
      {mayChange(note) ? (
        <div className="flex flex-wrap items-start gap-x-4">
          {note.shownAt ? null : (
            <ActionButton
              action={show}
              hidden={{ noteId: note.id }}
              about={name}
              className="grid gap-1 py-1"
              busy={t("workNotes.posting")}
            >
              {t("workNotes.postNow")}
            </ActionButton>
          )}
          <EditText
            what="note"
            deletes={t("workNotes.deleteIt")}
            id={{ noteId: note.id }}
            name={name}
            text={note.text}
            readerId={readerId}
            field={text}
            hint={t("workNotes.editHint")}
            reword={reword}
            remove={remove}
          />
        </div>
      ) : null}
    </li>
  );
}
