import type { Metadata } from "next";
import { formChoices } from "@/app/(studio)/ledger/choices";
import { suggestedIn } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { NewEntryForm } from "@/features/ledger/components/entry-forms";
import { listChoices } from "@/features/ledger/queries";
import { newEntry } from "@/features/ledger/schema";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { PageHeading } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("ledger.new.title") };
}

export default async function NewEntryPage({ searchParams }: WithSearch) {
  const locale = await studioLocale();
  const { t, words } = locale;
  const { scope, studio, now } = await requireFreelancer();
  const today = dayIn(studio.zone, now);
  const choices = await listChoices(scope, studio.zone);
  return (
    <div className="max-w-2xl">
      <PageHeading title={t("ledger.new.title")} below={t("ledger.new.intro")} />
      <NewEntryForm
        words={words.ledger.form}
        buttons={words.buttons}
        fields={fieldsOf(newEntry)}
        choices={formChoices(choices, today, locale)}
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
