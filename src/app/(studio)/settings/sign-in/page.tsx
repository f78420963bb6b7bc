import type { Metadata } from "next";
import { passkeySite } from "@/auth/passkeys/site";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { SignInAddress } from "@/features/sign-in/address/components/sign-in-address";
import { findNewAddress } from "@/features/sign-in/address/queries";
import { Passkeys } from "@/features/sign-in/passkeys/components/passkeys";
import { listPasskeys } from "@/features/sign-in/passkeys/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("settings.signingIn") };
}

export default async function SignInSettingsPage() {
  const { scope, studio, email, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const [passkeys, waiting] = await Promise.all([listPasskeys(scope), findNewAddress(scope)]);
  const facts = { isDemo: studio.seededAt !== null, zone: studio.zone, now };
  return (
    <div className="max-w-xl">
      <PageHeading
        title={t("settings.signingIn")}
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            {t("settings.title")}
          </Link>
        }
        below={t("settings.signingInText")}
      />
      <div className="grid gap-14">
        <Section id="passkeys" title={t("passkeys.title")}>
          <Passkeys passkeys={passkeys} isPossible={passkeySite() !== null} {...facts} />
        </Section>
        <Section id="address" title={t("signInAddress.heading")}>
          <SignInAddress address={email} waiting={waiting} {...facts} />
        </Section>
      </div>
    </div>
  );
}
