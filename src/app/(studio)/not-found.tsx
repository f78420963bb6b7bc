import { studioLocale } from "@/auth/session";
import { NotFoundMessage } from "@/app/not-found-message";

export default async function NotFound() {
  const { t } = await studioLocale();
  return <NotFoundMessage href="/today" back={t("notFound.toToday")} />;
}
