import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { ApiTokens, NewTokenForm } from "@/features/api-tokens/components/tokens";
import { listApiTokens } from "@/features/api-tokens/queries";
import { Endpoints, NewEndpointForm } from "@/features/webhooks/components/endpoints";
import { listEndpoints } from "@/features/webhooks/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("otherPrograms.title") };
}

export default async function OtherProgramsPage() {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const [tokens, endpoints] = await Promise.all([listApiTokens(scope), listEndpoints(scope)]);
  return (
    <div className="max-w-xl">
      <PageHeading
        title={t("otherPrograms.title")}
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            {t("settings.title")}
          </Link>
        }
        below={t("otherPrograms.about")}
      />
      <div className="grid gap-14">
        <Section id="tokens" title={t("otherPrograms.tokens.title")}>
          <div className="grid gap-6">
            <p className="text-muted">{t("otherPrograms.tokens.about")}</p>
            {tokens.length > 0 ? <ApiTokens tokens={tokens} zone={studio.zone} now={now} /> : null}
            <NewTokenForm />
            <p>
              <a href="/api/v1/openapi.json" className="underline underline-offset-4">
                {t("otherPrograms.tokens.document")}
              </a>
            </p>
          </div>
        </Section>
        <Section id="webhooks" title={t("otherPrograms.webhooks.title")}>
          <div className="grid gap-6">
            <p className="text-muted">{t("otherPrograms.webhooks.about")}</p>
            {endpoints.length > 0 ? <Endpoints endpoints={endpoints} /> : null}
            <NewEndpointForm />
          </div>
        </Section>
      </div>
    </div>
  );
}
