import type { Metadata } from "next";
import { formChoices } from "@/app/(studio)/ledger/choices";
import { suggestedIn } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { NewEntryForm } from "@/features/ledger/components/entry-forms";
import { listChoices } from "@/features/ledger/queries";
import { newEntry } from "@/features/ledger/schema";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { PageHeading } from "@/ui/page";

export const metadata: Metadata = { title: "Add something that went wrong" };

export default async function NewEntryPage({ searchParams }: WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const today = dayIn(studio.zone, now);
  const choices = await listChoices(scope, studio.zone);
  return (
    <div className="max-w-2xl">
      <PageHeading
        title="Add something that went wrong"
        below="A correction, a wrong delivery, a grumble on the phone. Nothing is sent, and no case is opened."
      />
      <NewEntryForm
        fields={fieldsOf(newEntry)}
        choices={formChoices(choices, today)}
        values={{
          what: "",
          kind: "CORRECTION",
          happenedOn: today,
          channel: "",
          clientId: (await suggestedIn(searchParams, "client")) ?? "",
          projectId: (await suggestedIn(searchParams, "project")) ?? "",
        }}
      />
    </div>
  );
}
