import type { Metadata } from "next";
import { requireFreelancer } from "@/auth/session";
import { add } from "@/features/clients/actions";
import { PersonFields } from "@/features/clients/components/person-fields";
import { newClient } from "@/features/clients/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { TextField } from "@/ui/field";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export const metadata: Metadata = { title: "New client" };

export default async function NewClientPage() {
  const { studio } = await requireFreelancer();
  return (
    <div className="max-w-xl">
      <PageHeading title="New client" below="Who is the work for, and who do you talk to there?" />
      <ActionForm action={add} draft="client">
        <TextField
          {...fieldsOf(newClient).name}
          label="Client"
          hint="A company, a household or a person."
          autoComplete="off"
        />
        <PersonFields fallbackZone={studio.zone} />
        <div>
          <SubmitButton variant="main" busy="Adding…">
            Add client
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
