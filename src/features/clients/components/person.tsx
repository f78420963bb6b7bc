import type { ReactNode } from "react";
import { studioLocale } from "@/auth/session";
import type { UpdateFrequency } from "@/db/enums";
import { limit } from "@/features/clients/actions";
import { correctPerson, renew, revoke } from "@/workflows/change-contact/actions";
import type { Language } from "@/language/languages";
import { personOf } from "@/features/clients/rules";
import { limitedLink } from "@/features/clients/schema";
import { dayIn, isZone, type Day } from "@/lib/dates";
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
  /** How often they have chosen to be emailed about progress. */ updateFrequency: UpdateFrequency;
  /** The whole address of their page; empty when the link is revoked. */ page: string | null;
  /** The last day on which they were on their page, as far as is known. */ openedOn: Day | null;
  /** The last day their link opens, where they are; empty for no end. */ lastOn: string | null;
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
export async function Person({ person, zone, now, notice, children }: PersonProps) {
  const { t, zoneName, dayAndDistance } = await studioLocale();
  const { optedOutAt: since, openedOn } = person;
  return (
    <li className="grid gap-3 py-5">
      <div>
        <h3 className="text-lg wrap-anywhere">{person.name}</h3>
        <p className="text-muted wrap-anywhere">
          {person.address} · {zoneName(person.zone)} · {t(`languages.${person.language}`)}
          {` · ${t(`clients.person.frequency.${person.updateFrequency}`)}`}
        </p>
        {openedOn ? (
          <p className="text-sm text-muted">
            {t("seen.last", {
              name: person.name,
              day: dayAndDistance(openedOn, dayIn(zone, now)),
            })}
          </p>
        ) : null}
        {since ? (
          <p>
            <StatusBadge shape="stopped">{t("clients.person.unsubscribed")}</StatusBadge>{" "}
            <span className="text-sm text-muted">
              {t.rich("clients.person.since", {
                when: () => <When at={since} zone={zone} now={now} />,
              })}
            </span>
          </p>
        ) : null}
      </div>
      {isZone(person.zone) ? null : (
        <p>
          <StatusBadge shape="risk">{t("clients.person.zoneUnknown")}</StatusBadge>{" "}
          <span className="text-muted">
            {t("clients.person.zoneUnknownWhy", { zone: person.zone, name: person.name })}
          </span>
        </p>
      )}
      {notice}
      {person.page ? (
        <div className="grid gap-1">
          <CopyField label={t("clients.person.page", { name: person.name })} value={person.page} />
          <a
            href={person.page}
            target="_blank"
            rel="noopener"
            className={
              "inline-flex min-h-11 items-center justify-self-start underline decoration-edge " +
              "underline-offset-4 hover:decoration-ink"
            }
          >
            {t.rich("clients.person.openPage", {
              of: () => (
                <span className="sr-only"> {t("clients.person.of", { name: person.name })}</span>
              ),
            })}
          </a>
        </div>
      ) : (
        <p>
          <StatusBadge shape="stopped">{t("clients.person.revoked")}</StatusBadge>{" "}
          <span className="text-muted">
            {t("clients.person.cannotOpen", { name: person.name })}
          </span>
        </p>
      )}
      <div className="grid">
        <Disclosure title={t("clients.person.edit", { name: person.name })}>
          <ActionForm
            action={correctPerson}
            draft={`person ${person.id}`}
            hidden={{ contactId: person.id }}
            seen={personOf(person)}
            className="grid max-w-xl gap-4"
          >
            <p className="text-muted">{t("clients.person.editLead")}</p>
            <PersonFields facts={person} fallbackZone={person.zone} />
            <div>
              <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
        <Disclosure
          title={person.page ? t("clients.person.replaceOrRevoke") : t("clients.person.makeLink")}
        >
          <LinkChanges person={person} />
        </Disclosure>
        {children}
      </div>
    </li>
  );
}

async function LinkChanges({ person }: { person: PersonFacts }) {
  const { t } = await studioLocale();
  return (
    <div className="grid max-w-xl gap-4">
      <p className="text-muted">
        {person.page
          ? t("clients.person.stopsLink", { name: person.name })
          : t("clients.person.opensAgain", { name: person.name })}
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
            label={t("clients.person.worksUntil")}
            hint={t("clients.person.worksUntilHint")}
            type="date"
            defaultValue={person.lastOn ?? ""}
          />
          <div>
            <SubmitButton busy={t("buttons.saving")} about={person.name}>
              {t("clients.person.saveExpiry")}
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
              question={t("clients.person.makeQuestion", { name: person.name })}
              confirm={t("clients.person.replaceIt")}
              busy={t("clients.person.making")}
            >
              {t("clients.person.makeLink")}
            </AskFirst>
            <AskFirst
              action={revoke}
              hidden={{ contactId: person.id }}
              variant="quiet"
              about={person.name}
              question={t("clients.person.revokeQuestion", { name: person.name })}
              confirm={t("clients.person.revokeIt")}
              busy={t("clients.person.revoking")}
            >
              {t("clients.person.revoke")}
            </AskFirst>
          </>
        ) : (
          <ActionButton
            action={renew}
            hidden={{ contactId: person.id }}
            about={person.name}
            busy={t("clients.person.making")}
          >
            {t("clients.person.makeLink")}
          </ActionButton>
        )}
      </div>
    </div>
  );
}
