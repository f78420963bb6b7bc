import type { Metadata } from "next";
import { cache } from "react";
import { formChoices } from "@/app/(studio)/ledger/choices";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { remove } from "@/features/ledger/actions";
import { About, titleOf } from "@/features/ledger/components/entries";
import { ChangeEntryForm, NotesForm } from "@/features/ledger/components/entry-forms";
import { getEntry, listChoices, type LedgerRow } from "@/features/ledger/queries";
import { kindName } from "@/features/ledger/rules";
import { channelWords } from "@/features/studio/rules";
import { changedEntry, notedEntry } from "@/features/ledger/schema";
import { cut } from "@/lib/cut";
import { dayIn, dayName } from "@/lib/dates";
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
  return { title: cut(titleOf(await read(await idIn(params))), 80) };
}

export default async function EntryPage({ params }: WithId) {
  const { scope, studio, now } = await requireFreelancer();
  const entry = await read(await idIn(params));
  const today = dayIn(studio.zone, now);
  const title = titleOf(entry);
  return (
    <div className="max-w-2xl">
      <PageHeading
        title={cut(title, 160)}
        above={
          <Link href="/ledger" className={buttonVariant("plain")}>
            Things gone wrong
          </Link>
        }
        below={[
          dayName(entry.on, today),
          kindName(entry.kind),
          entry.channel ? channelWords[entry.channel] : "",
        ]
          .filter((part) => part !== "")
          .join(" · ")}
      />
      <div className="grid gap-10">
        {title.length > 160 ? <p className="whitespace-pre-line wrap-anywhere">{title}</p> : null}
        <About entry={entry} />
        <Section title="Cause, cost and what you learnt">
          <NotesForm entryId={entry.id} fields={fieldsOf(notedEntry)} values={notesOf(entry)} />
        </Section>
        {entry.isByHand ? (
          <Section title="Correct it">
            <Disclosure title="Change the line">
              <ChangeEntryForm
                entryId={entry.id}
                fields={fieldsOf(changedEntry)}
                choices={formChoices(await listChoices(scope, studio.zone), today)}
                values={lineOf(entry)}
              />
            </Disclosure>
            <AskFirst
              action={remove}
              hidden={{ entryId: entry.id }}
              about={title}
              question="It is removed from the ledger, with its cause and cost."
              confirm="Delete it"
              busy="Deleting…"
            >
              Delete
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
