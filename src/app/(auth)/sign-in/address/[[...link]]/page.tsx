import type { Metadata } from "next";
import { headers } from "next/headers";
import { findAddressLink } from "@/auth/address-change";
import { withinPageLimit } from "@/auth/limits";
import { pageLocale } from "@/auth/session";
import { confirm } from "@/features/sign-in/address/actions";
import { tokenWithin } from "@/lib/tokens";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await pageLocale();
  return {
    title: t("signInAddress.title"),
    referrer: "same-origin",
    robots: { index: false },
  };
}

type ConfirmProps = { params: Promise<{ link?: string[] }> };

/** Opening it changes nothing: a mail scanner opens links too. The press of the button does. */
export default async function ConfirmAddressPage({ params }: ConfirmProps) {
  const { t } = await pageLocale();
  if (!(await withinPageLimit(await headers())))
    return <PageHeading title={t("signIn.tooMany.title")} below={t("signIn.tooMany.text")} />;
  const token = tokenWithin((await params).link?.[0]);
  const found = await findAddressLink(token);
  if (!token || !found)
    return (
      <>
        <PageHeading
          title={t("signInAddress.spent.title")}
          below={t("signInAddress.spent.refused")}
        />
        <ButtonLink href="/settings/sign-in" variant="main">
          {t("signInAddress.spent.again")}
        </ButtonLink>
      </>
    );
  const { address } = found;
  return (
    <>
      <PageHeading title={t("signInAddress.title")} below={t("signInAddress.confirmText")} />
      <ActionForm action={confirm} draft={null} hidden={{ token }}>
        <div>
          <SubmitButton variant="main" busy={t("form.saving")}>
            <span className="wrap-anywhere">{t("signInAddress.confirm", { address })}</span>
          </SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
