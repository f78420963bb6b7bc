import type { Metadata } from "next";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { previewErasure } from "@/features/erasures/queries";
import { listCasesOf } from "@/features/quality/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading } from "@/ui/page";
import { EraseClient } from "@/workflows/erase-client/components/erase-client";

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope, studio } = await requireFreelancer();
  const preview = await orNotFound(previewErasure(scope, id));
  return { ...preview, stays: await listCasesOf(scope, id, studio) };
});

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  const { t } = await studioLocale();
  const { name } = await read(await idIn(params));
  return { title: t("eraseClient.title", { name }) };
}

export default async function ErasePage({ params }: WithId) {
  const { t } = await studioLocale();
  const id = await idIn(params);
  const preview = await read(id);
  const back = (
    <Link href={`/clients/${id}`} className={buttonVariant("plain")}>
      {preview.name}
    </Link>
  );
  return (
    <>
      <PageHeading title={t("eraseClient.title", { name: preview.name })} above={back} />
      <EraseClient clientId={id} preview={preview} t={t} />
    </>
  );
}
