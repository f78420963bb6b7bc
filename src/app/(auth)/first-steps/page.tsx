import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findSignedIn } from "@/auth/session";
import { open } from "@/features/studio/actions";
import { StudioFields } from "@/features/studio/components/studio-fields";
import { ActionForm } from "@/ui/action-form";
import { DraftOwner } from "@/ui/draft-owner";
import { PageHeading } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export const metadata: Metadata = { title: "First steps", referrer: "same-origin" };

export default async function FirstStepsPage() {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect("/sign-in");
  if (signedIn.studio) redirect("/today");
  return (
    <>
      <PageHeading
        title="First steps"
        below="A few details and you’re ready. You can change them later in Settings."
      />
      <DraftOwner id={signedIn.scope.freelancerId}>
        <ActionForm action={open} draft="first steps" className="grid gap-6">
          <StudioFields
            facts={{
              freelancerName: signedIn.name ?? "",
              name: "",
              zone: "",
              replyTo: signedIn.email,
            }}
            week={{ workDays: ["1", "2", "3", "4", "5"], opensAt: "09:00", closesAt: "17:00" }}
          />
          <div>
            <SubmitButton variant="main" busy="Creating…">
              Create my studio
            </SubmitButton>
          </div>
        </ActionForm>
      </DraftOwner>
    </>
  );
}
