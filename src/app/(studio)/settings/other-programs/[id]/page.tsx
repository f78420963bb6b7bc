import type { Metadata } from "next";
import { afterIn, idIn, orNotFound } from "@/app/page-params";
import type { WithId, WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { Pager } from "@/features/studio/components/pager";
import { Deliveries } from "@/features/webhooks/components/deliveries";
import { EndpointButtons, MoveEndpointForm } from "@/features/webhooks/components/endpoint-buttons";
import { EndpointState } from "@/features/webhooks/components/endpoints";
import { getEndpoint, listDeliveries } from "@/features/webhooks/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Empty, PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("otherPrograms.log.page") };
}

/** One address: its state, what can be done with it, and what it heard. */
export default async function WebhookPage({ params, searchParams }: WithId & WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const endpointId = await idIn(params);
  const endpoint = await orNotFound(getEndpoint(scope, endpointId));
  const after = await afterIn(searchParams);
  const { deliveries, more } = await orNotFound(listDeliveries(scope, endpointId, after));
  const above = (
    <Link href="/settings/other-programs" className={buttonVariant("plain")}>
      {t("otherPrograms.title")}
    </Link>
  );
  return (
    <div className="max-w-xl">
      <PageHeading title={new URL(endpoint.url).host} above={above} below={endpoint.url} />
      <div className="grid gap-14">
        <div className="grid justify-items-start gap-6">
          <EndpointState endpoint={endpoint} t={t} />
          <EndpointButtons endpoint={endpoint} />
          <MoveEndpointForm endpoint={endpoint} />
        </div>
        <Section id="log" title={t("otherPrograms.log.title")}>
          {deliveries.length > 0 ? (
            <Deliveries deliveries={deliveries} zone={studio.zone} now={now} />
          ) : (
            <Empty>{t("otherPrograms.log.none")}</Empty>
          )}
          <Pager path={`/settings/other-programs/${endpointId}`} after={after} more={more} />
        </Section>
      </div>
    </div>
  );
}
