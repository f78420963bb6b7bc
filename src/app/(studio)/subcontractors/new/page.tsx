import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { add } from "@/features/subcontractors/actions";
import { SubcontractorFields } from "@/features/subcontractors/components/person-fields";
import { languageOf } from "@/language/languages";
import { ActionForm } from "@/ui/action-form";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("subcontractors.new") };
}

export default async function NewSubcontractorPage() {
  const { studio } = await requireFreelancer();
  const { t } = await studioLocale();
  return (
    <div className="max-w-xl">
      <PageHeading title={t("subcontractors.new")} below={t("subcontractors.newBelow")} />
      <ActionForm action={add} draft="subcontractor">
        <SubcontractorFields
          fallbackZone={studio.zone}
          fallbackLanguage={languageOf(studio.language)}
        />
        <div>
          <SubmitButton variant="main">{t("subcontractors.add")}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
