import type { Metadata } from "next";
import { headers } from "next/headers";
import { redeemLink } from "@/app/(auth)/sign-in/actions";
import type { WithSearch } from "@/app/route-props";
import { withinPageLimit } from "@/auth/limits";
import { findSignInAddress } from "@/auth/sign-in-link";
import { pageLocale } from "@/auth/session";
import { tokenWithin } from "@/lib/tokens";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await pageLocale();
  return { title: t("signIn.title"), referrer: "same-origin", robots: { index: false } };
}

type ConfirmProps = WithSearch & { params: Promise<{ link?: string[] }> };

/** Opening it signs nobody in: a mail scanner opens links too. The press of the button does. */
export default async function ConfirmPage({ params, searchParams }: ConfirmProps) {
  const { t } = await pageLocale();
  if (!(await withinPageLimit(await headers())))
    return <PageHeading title={t("signIn.tooMany.title")} below={t("signIn.tooMany.text")} />;
  const token = tokenOf((await params).link, await searchParams);
  const address = await findSignInAddress(token);
  if (!token || !address)
    return (
      <>
        <PageHeading title={t("signIn.spent.title")} below={t("signIn.spent.text")} />
        <ButtonLink href="/sign-in" variant="main">
          {t("signIn.spent.again")}
        </ButtonLink>
      </>
    );
  return (
    <>
      <PageHeading title={t("signIn.confirm.title")} below={t("signIn.confirm.text")} />
      <ActionForm action={redeemLink} draft={null} hidden={{ token }}>
        <div>
          <SubmitButton variant="main" busy={t("signIn.confirm.busy")}>
            <span className="wrap-anywhere">{t("signIn.confirm.as", { address })}</span>
          </SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}

/** The token in the path; or in the query, as links had it once, where a mail program may have written "&amp;token". */
function tokenOf(path: string[] = [], query: Awaited<WithSearch["searchParams"]>): string | null {
  return tokenWithin(path[0] ?? query.token ?? query["amp;token"]);
}
