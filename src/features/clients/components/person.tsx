import type { ReactNode } from "react";
import { limit } from "@/features/clients/actions";
import { correctPerson, renew, revoke } from "@/workflows/change-contact/actions";
import { languageNames, type Language } from "@/language/languages";
import { personOf } from "@/features/clients/rules";
import { limitedLink } from "@/features/clients/schema";
import { isZone, zoneName } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { CopyField } from "@/ui/copy-field";
import { TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/features/studio/components/when";
import { PersonFields } from "./person-fields";

type PersonFacts = {
  id: string;
  name: string;
  address: string;
  zone: string;
  language: Language;
  country: string | null;
  optedOutAt: Date | null;
  updateFrequency: keyof typeof updateFrequencyOf;
  /** The whole address of their page; empty when the link is revoked. */ page: string | null;
  /** The last day their link opens, where they are; empty for no end. */ lastOn: string | null;
};

/** How often this person has chosen to be emailed about progress. */
const updateFrequencyOf = {
  DAILY: "daily updates",
  WEEKLY: "weekly updates",
  MATTERS: "important updates only",
};

type PersonProps = {
  person: PersonFacts;
  /** The reader's zone, and the moment of reading. */
  zone: string;
  now: Date;
  /** What is wrong with the address, if anything. */
  notice?: ReactNode;
  /** More that can be done for this person, closed at first like the rest. */
  children?: ReactNode;
};

/** A person at a client, with the secret link that is theirs alone. */
export function Person({ person, zone, now, notice, children }: PersonProps) {
  return (
    <li className="grid gap-3 py-5">
      <div>
        <h3 className="text-lg wrap-anywhere">{person.name}</h3>
        <p className="text-muted wrap-anywhere">
          {person.address} · {zoneName(person.zone)} · {languageNames[person.language]}
          {` · ${updateFrequencyOf[person.updateFrequency]}`}
        </p>
        {person.optedOutAt ? (
          <p>
            <StatusBadge shape="stopped">
              Unsubscribed from surveys and progress updates
            </StatusBadge>{" "}
            <span className="text-sm text-muted">
              since <When at={person.optedOutAt} zone={zone} now={now} />
            </span>
          </p>
        ) : null}
      </div>
      {isZone(person.zone) ? null : (
        <p>
          <StatusBadge shape="risk">Time zone unknown</StatusBadge>{" "}
          <span className="text-muted">
            This machine does not know “{person.zone}”, so your own zone and hours count. Choose a
            zone under “Change {person.name}”.
          </span>
        </p>
      )}
      {notice}
      {person.page ? (
        <div className="grid gap-1">
          <CopyField label={`${person.name}’s page`} value={person.page} />
          <a
            href={person.page}
            target="_blank"
            rel="noopener"
            className={
              "inline-flex min-h-11 items-center justify-self-start underline decoration-edge " +
              "underline-offset-4 hover:decoration-ink"
            }
          >
            Open page<span className="sr-only"> of {person.name}</span>
          </a>
        </div>
      ) : (
        <p>
          <StatusBadge shape="stopped">Link revoked</StatusBadge>{" "}
          <span className="text-muted">{person.name} can’t open their page.</span>
        </p>
      )}
      <div className="grid">
        <Disclosure title={`Edit ${person.name}`}>
          <ActionForm
            action={correctPerson}
            draft={`person ${person.id}`}
            hidden={{ contactId: person.id }}
            seen={personOf(person)}
            className="grid max-w-xl gap-4"
          >
            <PersonFields facts={person} fallbackZone={person.zone} />
            <div>
              <SubmitButton busy="Saving…">Save</SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
        <Disclosure title={person.page ? "Replace or revoke the link" : "Make a new link"}>
          <LinkChanges person={person} />
        </Disclosure>
        {children}
      </div>
    </li>
  );
}

function LinkChanges({ person }: { person: PersonFacts }) {
  return (
    <div className="grid max-w-xl gap-4">
      <p className="text-muted">
        {person.page
          ? `Making a new link, or revoking it, stops ${person.name}’s current link at once, in old emails too.`
          : `A new link opens ${person.name}’s page again. The old one stays revoked.`}
      </p>
      {person.page ? (
        <ActionForm
          action={limit}
          draft={`link ${person.id}`}
          hidden={{ contactId: person.id }}
          className="grid gap-3"
        >
          <TextField
            {...fieldsOf(limitedLink).lastOn}
            label="Works until (optional)"
            hint="Until the end of that day in their time zone. After that they see a polite notice."
            type="date"
            defaultValue={person.lastOn ?? ""}
          />
          <div>
            <SubmitButton busy="Saving…" about={person.name}>
              Save expiry
            </SubmitButton>
          </div>
        </ActionForm>
      ) : null}
      <div className="flex flex-wrap items-start gap-3">
        {person.page ? (
          <>
            <AskFirst
              action={renew}
              hidden={{ contactId: person.id }}
              variant="quiet"
              about={person.name}
              question={`Make a new link for ${person.name}? Their current one stops working.`}
              confirm="Replace it"
              busy="Making it…"
            >
              Make a new link
            </AskFirst>
            <AskFirst
              action={revoke}
              hidden={{ contactId: person.id }}
              variant="quiet"
              about={person.name}
              question={`Revoke ${person.name}’s link? They can’t open their page until you make a new one.`}
              confirm="Revoke it"
              busy="Revoking…"
            >
              Revoke the link
            </AskFirst>
          </>
        ) : (
          <ActionButton
            action={renew}
            hidden={{ contactId: person.id }}
            about={person.name}
            busy="Making it…"
          >
            Make a new link
          </ActionButton>
        )}
      </div>
    </div>
  );
}
