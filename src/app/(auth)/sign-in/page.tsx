import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { passkeySite } from "@/auth/passkeys/site";
import { oauthProviders, providerName } from "@/auth/providers";
import { findSignedIn, pageLocale } from "@/auth/session";
import type { StudioKey } from "@/language/say";
import type { WithSearch } from "@/app/route-props";
import { fieldsOf } from "@/lib/fields-of";
import { LanguageChoice } from "@/features/studio/components/language-choice";
import { PasskeyButton } from "@/features/sign-in/passkeys/components/passkey-button";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { ComeBackTo } from "@/ui/last-page";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { signInRequest } from "./schema";
import { requestLink } from "./actions";
import { DemoButton, findOpenDemo } from "./demo-button";
import { ProviderButton } from "./provider-button";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await pageLocale();
  return { title: t("signIn.title"), referrer: "same-origin" };
}

/** What next-auth sends back with, in words. */
const troubles: Record<string, StudioKey> = {
  OAuthAccountNotLinked: "signIn.notLinked",
  AccessDenied: "signIn.denied",
  Unverified: "signIn.unverified",
  OAuthSignin: "signIn.unreachable",
  OAuthCallback: "signIn.refusedByProvider",
};

export default async function SignInPage({ searchParams }: WithSearch) {
  if (await findSignedIn()) redirect("/today");
  const { error, address } = await searchParams;
  const demo = await findOpenDemo();
  const locale = await pageLocale();
  const { t, words } = locale;
  return (
    <>
      <LanguageChoice locale={locale} />
      <PageHeading title={t("signIn.title")} below={t("signIn.text")} />
      <ComeBackTo />
      {typeof error === "string" ? (
        <p role="alert" className="mb-6 text-red">
          <span aria-hidden="true">◆ </span>
          {t(troubles[error] ?? "signIn.failed")}
        </p>
      ) : null}
      {address === "changed" ? (
        <p role="status" className="mb-6">
          <span aria-hidden="true">✓ </span>
          {t("signInAddress.changed")}
        </p>
      ) : null}
      <ActionForm action={requestLink} draft={null}>
        <TextField
          {...fieldsOf(signInRequest).address}
          label={t("signIn.address")}
          type="email"
          autoComplete="email"
        />
        <div>
          <SubmitButton variant={demo ? "quiet" : "main"} busy={t("signIn.sending")}>
            {t("signIn.send")}
          </SubmitButton>
        </div>
      </ActionForm>
      {passkeySite() ? (
        <div className="mt-5">
          <PasskeyButton what="sign-in" words={words.passkeys.browser} isOptional>
            {t("passkeys.signIn")}
          </PasskeyButton>
        </div>
      ) : null}
      {oauthProviders().length > 0 ? (
        <div className="mt-8 flex flex-wrap gap-3 border-t border-hairline pt-8">
          {oauthProviders().map((provider) => (
            <ProviderButton
              key={provider}
              provider={provider}
              name={providerName(provider)}
              words={words.signIn.provider}
            />
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
