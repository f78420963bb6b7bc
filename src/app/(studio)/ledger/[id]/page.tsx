import type { Metadata } from "next";
import { cache } from "react";
import { formChoices } from "@/app/(studio)/ledger/choices";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { remove } from "@/features/ledger/actions";
import { About, titleOf } from "@/features/ledger/components/entries";
import { ChangeEntryForm, NotesForm } from "@/features/ledger/components/entry-forms";
import { getEntry, listChoices, type LedgerRow } from "@/features/ledger/queries";
import { changedEntry, notedEntry } from "@/features/ledger/schema";
import { cut } from "@/lib/cut";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { AskFirst } from "@/ui/ask-first";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Disclosure, PageHeading, Section } from "@/ui/page";

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope, studio } = await requireFreelancer();
  return orNotFound(getEntry(scope, studio.zone, id));
});

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const entry = await read(await idIn(params));
  return { title: cut(titleOf(entry, await studioLocale()), 80) };
}

export default async function EntryPage({ params }: WithId) {
  const locale = await studioLocale();
  const { t, words, dayName } = locale;
  const { scope, studio, now } = await requireFreelancer();
  const entry = await read(await idIn(params));
  const today = dayIn(studio.zone, now);
  const title = titleOf(entry, locale);
  return (
    <div className="max-w-2xl">
      <PageHeading
        title={cut(title, 160)}
        above={
          <Link href="/ledger" className={buttonVariant("plain")}>
            {t("ledger.title")}
          </Link>
        }
        below={[
          dayName(entry.on, today),
          t(`ledger.kinds.${entry.kind}`),
          entry.channel ? t(`channels.${entry.channel}`) : "",
        ]
          .filter((part) => part !== "")
          .join(" · ")}
      />
      <div className="grid gap-10">
        {title.length > 160 ? <p className="whitespace-pre-line wrap-anywhere">{title}</p> : null}
        <About entry={entry} />
        <Section title={t("ledger.notes")}>
          <NotesForm
            words={words.ledger.form}
            buttons={words.buttons}
            entryId={entry.id}
            fields={fieldsOf(notedEntry)}
            values={notesOf(entry)}
          />
        </Section>
        {entry.isByHand ? (
          <Section title={t("ledger.correct")}>
            <Disclosure title={t("ledger.changeLine")}>
              <ChangeEntryForm
                words={words.ledger.form}
                buttons={words.buttons}
                entryId={entry.id}
                fields={fieldsOf(changedEntry)}
                choices={formChoices(await listChoices(scope, studio.zone), today, locale)}
                values={lineOf(entry)}
              />
            </Disclosure>
            <AskFirst
              action={remove}
              hidden={{ entryId: entry.id }}
              about={title}
              question={t("ledger.removed")}
              confirm={t("buttons.deleteIt")}
              busy={t("buttons.deleting")}
            >
              {t("buttons.delete")}
            </AskFirst>
          </Section>
        ) : null}
      </div>
    </div>
  );
}

const amount = (hundredths: number | null) => (hundredths === null ? "" : String(hundredths / 100));

const notesOf = (entry: LedgerRow) => ({
  cause: entry.cause,
  learnt: entry.learnt,
  costAmount: amount(entry.costHundredths),
  costCurrency: entry.costCurrency ?? "",
  costHours: amount(entry.costHours),
});

const lineOf = ({ what, kind, on, channel, clients, project }: LedgerRow) => ({
  what,
  kind,
  happenedOn: on,
  channel: channel ?? "",
  clientId: clients[0]?.id ?? "",
  projectId: project?.id ?? "",
});
