import type { Metadata } from "next";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { add } from "@/features/clients/actions";
import { PersonFields } from "@/features/clients/components/person-fields";
import { newClient } from "@/features/clients/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("clients.new.title") };
}

export default async function NewClientPage({ searchParams }: WithSearch) {
  const { t } = await studioLocale();
  const { studio } = await requireFreelancer();
  return (
    <div className="max-w-xl">
      <PageHeading title={t("clients.new.title")} below={t("clients.new.question")} />
      <ActionForm
        action={add}
        draft="client"
        hidden={(await searchParams).goOnTo === "project" ? { goOnTo: "project" } : {}}
      >
        <TextField
          {...fieldsOf(newClient).name}
          label={t("clients.client")}
          hint={t("clients.clientHint")}
          autoComplete="off"
        />
        <PersonFields fallbackZone={studio.zone} />
        <div>
          <SubmitButton variant="main" busy={t("buttons.adding")}>
            {t("clients.add")}
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
