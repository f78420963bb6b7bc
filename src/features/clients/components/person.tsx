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
import { When } from "@/ui/when";
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

/** What this person has chosen to hear of shown work. */
const updateFrequencyOf = {
  DAILY: "hears of new work each day",
  WEEKLY: "hears of new work each week",
  MATTERS: "hears only what matters",
};

type PersonProps = {
  person: PersonFacts;
  /** The reader's zone, and the moment of reading. */
  zone: string;
  now: Date;
  /** What is wrong with the address, if anything. */
  notice?: ReactNode;
  /** More that can be done for this person, folded as the rest. */
  children?: ReactNode;
};

/** A person at a client, with the secret link that is theirs alone. */
export function Person({ person, zone, now, notice, children }: PersonProps) {
  return (
    <li className="grid gap-3 py-5">
      <div>
        <h3 className="text-lg wrap-anywhere">{person.name}</h3>
        <p className="text-muted wrap-anywhere">
          {person.address} · {zoneName(person.zone)} · reads {languageNames[person.language]}
          {` · ${updateFrequencyOf[person.updateFrequency]}`}
        </p>
        {person.optedOutAt ? (
          <p>
            <StatusBadge shape="stopped">Wants no surveys and no digests</StatusBadge>{" "}
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
            className="inline-flex min-h-11 items-center justify-self-start underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            Open the page<span className="sr-only"> of {person.name}</span>
          </a>
        </div>
      ) : (
        <p>
          <StatusBadge shape="stopped">The link is revoked</StatusBadge>{" "}
          <span className="text-muted">{person.name} can open nothing.</span>
        </p>
      )}
      <div className="grid">
        <Disclosure title={`Change ${person.name}`}>
          <ActionForm
            action={correctPerson}
            draft={`person ${person.id}`}
            hidden={{ contactId: person.id }}
            seen={personOf(person)}
            className="grid max-w-xl gap-4"
          >
            <PersonFields facts={person} fallbackZone={person.zone} />
            <div>
              <SubmitButton busy="Keeping…">Keep</SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
        <Disclosure title={person.page ? "New link, or none" : "Give a new link"}>
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
          ? `The link ${person.name} has now will open nothing from the next moment on, in old emails too.`
          : `${person.name} gets a link that opens their page again. The old one stays dead.`}
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
            label="Opens until (optional)"
            hint="The end of that day, where they are. Later it says kindly that it has run out."
            type="date"
            defaultValue={person.lastOn ?? ""}
          />
          <div>
            <SubmitButton busy="Keeping…" about={person.name}>
              Keep how long it opens
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
              question={`Make a new link for ${person.name}? The one they have now opens nothing any more.`}
              confirm="Make it new"
              busy="Making it…"
            >
              Make a new link
            </AskFirst>
            <AskFirst
              action={revoke}
              hidden={{ contactId: person.id }}
              variant="quiet"
              about={person.name}
              question={`Revoke ${person.name}’s link? ${person.name} can open nothing any more, until you make a new one.`}
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
