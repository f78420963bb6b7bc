import type { Metadata } from "next";
import { goodwillValues } from "@/features/clients/components/goodwill-fields";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { FailureForm } from "@/features/own-it/components/failure-form";
import { newFailure } from "@/features/own-it/schema";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { PageHeading } from "@/ui/page";
import { write } from "@/workflows/own-it/actions";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("ownIt.title") };
}

export default async function NewFailurePage() {
  const { t, words } = await studioLocale();
  const { studio, now } = await requireFreelancer();
  const today = dayIn(studio.zone, now);
  return (
    <div className="max-w-2xl">
      <PageHeading title={t("ownIt.title")} below={t("ownIt.intro")} />
      <FailureForm
        words={words.ownIt.form}
        buttons={words.buttons}
        goodwillWords={words.goodwill}
        action={write}
        fields={fieldsOf(newFailure)}
        today={today}
        button={t("ownIt.saveAndChoose")}
        values={{
          what: "",
          doing: "",
          beganOn: today,
          endedOn: "",
          foundOn: "",
          ...goodwillValues(null),
        }}
      />
    </div>
  );
}
