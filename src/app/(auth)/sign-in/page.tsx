import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { oauthProviders } from "@/auth/providers";
import { findSignedIn } from "@/auth/session";
import type { WithSearch } from "@/app/route-props";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { ComeBackTo } from "@/ui/last-page";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { signInRequest } from "./schema";
import { requestLink } from "./actions";
import { DemoButton, findOpenDemo } from "./demo-button";
import { ProviderButton } from "./provider-button";

export const metadata: Metadata = { title: "Sign in", referrer: "same-origin" };

/** What next-auth sends back with, in words. */
const troubles: Record<string, string> = {
  OAuthAccountNotLinked:
    "This address already signs in another way. Use that one, or get a sign-in link by email.",
  AccessDenied:
    "This account can’t sign in here: its address is not verified, or it has not been invited.",
};

export default async function SignInPage({ searchParams }: WithSearch) {
  if (await findSignedIn()) redirect("/today");
  const { error } = await searchParams;
  const demo = await findOpenDemo();
  return (
    <>
      <PageHeading title="Sign in" below="We’ll email you a sign-in link. No password needed." />
      <ComeBackTo />
      {typeof error === "string" ? (
        <p role="alert" className="mb-6 text-red">
          <span aria-hidden="true">◆ </span>
          {troubles[error] ??
            "Signing in didn’t work. Please try again, or get a sign-in link by email."}
        </p>
      ) : null}
      <ActionForm action={requestLink} draft={null}>
        <TextField
          {...fieldsOf(signInRequest).address}
          label="Email address"
          type="email"
          autoComplete="email"
        />
        <div>
          <SubmitButton variant={demo ? "quiet" : "main"} busy="Sending…">
            Send me a link
          </SubmitButton>
        </div>
      </ActionForm>
      {oauthProviders().length > 0 ? (
        <div className="mt-8 flex flex-wrap gap-3 border-t border-hairline pt-8">
          {oauthProviders().map((provider) => (
            <ProviderButton key={provider} provider={provider} />
          ))}
        </div>
      ) : null}
      {demo ? (
        <div className="mt-10">
          <DemoButton name={demo.name} />
        </div>
      ) : null}
    </>
  );
}
