import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { LogoPart } from "@/features/studio/look/components/logo-part";
import { LookForm } from "@/features/studio/look/components/look-form";
import { getLook } from "@/features/studio/look/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("look.title") };
}

export default async function LookPage() {
  const { scope } = await requireFreelancer();
  const { t } = await studioLocale();
  const look = await getLook(scope);
  return (
    <div className="max-w-xl">
      <PageHeading
        title={t("look.title")}
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            {t("settings.title")}
          </Link>
        }
        below={t("look.about")}
      />
      <div className="grid gap-14">
        <Section title={t("look.logo")}>
          <LogoPart look={look} />
        </Section>
        <Section title={t("look.colour")}>
          <LookForm look={look} />
        </Section>
      </div>
    </div>
  );
}
