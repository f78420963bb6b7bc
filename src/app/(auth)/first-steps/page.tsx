import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findSignedIn, pageLocale } from "@/auth/session";
import { open } from "@/features/studio/actions";
import { StudioFields } from "@/features/studio/components/studio-fields";
import { LanguageChoice } from "@/features/studio/components/language-choice";
import { ActionForm } from "@/ui/action-form";
import { DraftOwner } from "@/ui/draft-owner";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await pageLocale();
  return { title: t("firstSteps.title"), referrer: "same-origin" };
}

export default async function FirstStepsPage() {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect("/sign-in");
  if (signedIn.studio) redirect("/today");
  const locale = await pageLocale();
  const { t } = locale;
  return (
    <>
      <LanguageChoice locale={locale} />
      <PageHeading title={t("firstSteps.title")} below={t("firstSteps.text")} />
      <DraftOwner id={signedIn.scope.freelancerId}>
        <ActionForm
          action={open}
          draft="first steps"
          hidden={{ language: locale.language }}
          className="grid gap-6"
        >
          <StudioFields
            locale={locale}
            facts={{
              freelancerName: signedIn.name ?? "",
              name: "",
              zone: "",
              replyTo: signedIn.email,
            }}
            week={{ workDays: ["1", "2", "3", "4", "5"], opensAt: "09:00", closesAt: "17:00" }}
          />
          <div>
            <SubmitButton variant="main" busy={t("firstSteps.creating")}>
              {t("firstSteps.create")}
            </SubmitButton>
          </div>
        </ActionForm>
      </DraftOwner>
    </>
  );
}
