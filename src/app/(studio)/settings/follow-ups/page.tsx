import type { Metadata } from "next";
import { requireFreelancer } from "@/auth/session";
import { standardWords, valuesOf } from "@/features/follow-ups/letters";
import { kindNames, type Kind } from "@/features/follow-ups/rules";
import { OwnWordsForm } from "@/features/follow-ups/settings/components/own-words";
import { SettingsForm } from "@/features/follow-ups/settings/components/settings-form";
import { findSomebody, listOwnTexts } from "@/features/follow-ups/settings/queries";
import { buttonLook } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export const metadata: Metadata = { title: "Settings of follow-ups" };

const kinds: Kind[] = ["THANK_YOU", "CHECK_BACK", "REMINDER"];

export default async function FollowUpSettingsPage() {
  const { scope, studio } = await requireFreelancer();
  const [own, somebody] = await Promise.all([listOwnTexts(scope), findSomebody(scope)]);
  const person = somebody ?? { contactName: "Ines Duarte", projectTitle: "The lighthouse map" };
  const values = valuesOf({ freelancerName: studio.freelancerName, ...person });
  return (
    <div className="max-w-xl">
      <PageHeading
        title="Follow-ups"
        above={
          <Link href="/settings" className={buttonLook("plain")}>
            Settings
          </Link>
        }
        below="What leaves by itself once a project is completed, when, and in which words. What is planned already keeps its time."
        action={
          <Link href="/follow-ups" className={buttonLook("plain")}>
            What will leave
          </Link>
        }
      />
      <div className="grid gap-14">
        <Section title="What leaves, and when">
          <div className="pt-2">
            <SettingsForm settings={studio} />
          </div>
        </Section>
        {kinds.map((kind) => (
          <Section key={kind} id={kind.toLowerCase()} title={`The words of the ${kindNames[kind].one.toLowerCase()}`} aside={<span className="text-sm text-muted">{own.has(kind) ? "Your own" : "The standard ones"}</span>}>
            <div className="pt-2">
              <OwnWordsForm kind={kind} name={kindNames[kind].one.toLowerCase()} words={own.get(kind) ?? standardWords[kind]} isOwn={own.has(kind)} values={values} person={somebody ? person.contactName : "Ines Duarte, for example,"} />
            </div>
          </Section>
        ))}
      </div>
    </div>
  );
}
