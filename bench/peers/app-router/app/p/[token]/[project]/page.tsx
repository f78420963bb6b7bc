import { notFound } from "next/navigation";
import { StatusPage } from "@/app/(client)/p/status-page";
import { openStatusPage } from "@/features/projects/status/queries";
import { localeOf } from "@/language/locale";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string; project: string }> };

/**
 * The client's status page as the App Router would have it: the same gate, query and component,
 * rendered at each request.
 */
export default async function Page({ params }: Props) {
  const { token, project } = await params;
  const now = new Date();
  const { entry, facts } = await openStatusPage(token, project, now);
  if (entry.kind !== "open" || !facts) notFound();
  return (
    <StatusPage
      locale={localeOf(entry.language)}
      facts={facts}
      path={`/p/${token}/${project}`}
      now={now}
    />
  );
}
