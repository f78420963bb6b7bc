import type { Metadata } from "next";
import { goodwillValues } from "@/features/clients/components/goodwill-fields";
import { requireFreelancer } from "@/auth/session";
import { FailureForm } from "@/features/own-it/components/failure-form";
import { newFailure } from "@/features/own-it/schema";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { PageHeading } from "@/ui/page";
import { write } from "@/workflows/own-it/actions";

export const metadata: Metadata = { title: "Something went wrong for several clients" };

export default async function NewFailurePage() {
  const { studio, now } = await requireFreelancer();
  const today = dayIn(studio.zone, now);
  return (
    <div className="max-w-2xl">
      <PageHeading
        title="Something went wrong for several clients"
        below="Say what happened once. Then choose who was affected: each gets a personal email."
      />
      <FailureForm
        action={write}
        fields={fieldsOf(newFailure)}
        today={today}
        button="Save and choose who was affected"
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
