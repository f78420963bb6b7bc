import type { Metadata } from "next";
import { headers } from "next/headers";
import { redeemLink } from "@/app/(auth)/sign-in/actions";
import type { WithSearch } from "@/app/route-props";
import { withinPageLimit } from "@/auth/limits";
import { findSignInAddress } from "@/auth/sign-in-link";
import { tokenWithin } from "@/lib/tokens";
import { ActionForm } from "@/ui/action-form";
import { ButtonLink } from "@/ui/button";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export const metadata: Metadata = {
  title: "Sign in",
  referrer: "same-origin",
  robots: { index: false },
};

type ConfirmProps = WithSearch & { params: Promise<{ link?: string[] }> };

/** Opening it signs nobody in: a mail scanner opens links too. The press of the button does. */
export default async function ConfirmPage({ params, searchParams }: ConfirmProps) {
  if (!(await withinPageLimit(await headers())))
    return (
      <PageHeading
        title="One moment, please"
        below="Too many visits from your network. Please wait a minute."
      />
    );
  const token = tokenOf((await params).link, await searchParams);
  const address = await findSignInAddress(token);
  if (!token || !address)
    return (
      <>
        <PageHeading
          title="This link no longer works"
          below={
            "It was already used, is more than ten minutes old, or was cut off: some mail " +
            "programs shorten long links. Get a new one, or copy the whole link from the email " +
            "into your browser."
          }
        />
        <ButtonLink href="/sign-in" variant="main">
          Get a new link
        </ButtonLink>
      </>
    );
  return (
    <>
      <PageHeading title="Confirm it’s you" below="Press the button to sign in." />
      <ActionForm action={redeemLink} draft={null} hidden={{ token }}>
        <div>
          <SubmitButton variant="main" busy="Signing in…">
            <span className="wrap-anywhere">Sign in as {address}</span>
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
