import type { Metadata } from "next";
import { headers } from "next/headers";
import { withinPageLimit } from "@/auth/limits";
import { isSignInLinkGood } from "@/auth/sign-in-link";
import type { WithSearch } from "@/app/route-props";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { redeemLink } from "@/app/(auth)/sign-in/actions";

export const metadata: Metadata = {
  title: "Sign in",
  referrer: "same-origin",
  robots: { index: false },
};

/** Opening it signs nobody in: a mail scanner opens links too. The press of the button does. */
export default async function ConfirmPage({ searchParams }: WithSearch) {
  const { address, token } = await searchParams;
  if (!(await withinPageLimit(await headers())))
    return (
      <PageHeading
        title="One moment, please"
        below="This page was opened very often from your network. Please wait a minute."
      />
    );
  if (
    typeof address !== "string" ||
    typeof token !== "string" ||
    !(await isSignInLinkGood(address, token))
  )
    return (
      <>
        <PageHeading
          title="This link opens nothing any more"
          below="It has been used, or is older than ten minutes."
        />
        <ButtonLink href="/sign-in" variant="main">
          Ask for a new one
        </ButtonLink>
      </>
    );
  return (
    <>
      <PageHeading title="Welcome back" below="One press, and you are in." />
      <ActionForm action={redeemLink} draft={null} hidden={{ address, token }}>
        <div>
          <SubmitButton variant="main" busy="Signing in…">
            <span className="wrap-anywhere">Sign in as {address}</span>
          </SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}
