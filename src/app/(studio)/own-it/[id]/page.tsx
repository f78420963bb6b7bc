import type { Metadata } from "next";
import { goodwillValues } from "@/features/clients/components/goodwill-fields";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { Cost } from "@/features/own-it/components/cost";
import { FailureForm } from "@/features/own-it/components/failure-form";
import { PeopleForm } from "@/features/own-it/components/people-form";
import { Told } from "@/features/own-it/components/told";
import { getFailure, listPeople, type FailureFacts } from "@/features/own-it/queries";
import { hasNotice } from "@/features/own-it/rules";
import { MOST_IN_LINE, newFailure } from "@/features/own-it/schema";
import { languageNames } from "@/language/languages";
import { cut } from "@/lib/cut";
import { dayIn, dayName, durationName } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { AskFirst } from "@/ui/ask-first";
import { Disclosure, PageHeading, Section } from "@/ui/page";
import { change, remove } from "@/workflows/own-it/actions";

/** Read once for the tab's title and the page. */
const read = cache(async (id: string) => {
  const { scope } = await requireFreelancer();
  return orNotFound(getFailure(scope, id));
});

const titleOf = ({ what }: FailureFacts) => cut(what.split("\n")[0] ?? "", 80);

export async function generateMetadata({ params }: WithId): Promise<Metadata> {
  return { title: titleOf(await read(await idIn(params))) };
}

export default async function FailurePage({ params }: WithId) {
  const { scope, studio, now } = await requireFreelancer();
  const failure = await read(await idIn(params));
  const people = await listPeople(scope, failure, studio.zone, now);
  const today = dayIn(studio.zone, now);
  const isTold = failure.notices.some(hasNotice);
  const clock = { zone: studio.zone, now };
  return (
    <div className="grid max-w-3xl">
      <PageHeading
        title={titleOf(failure)}
        above={periodOf(failure, today)}
        below={failure.doing}
      />
      <div className="grid gap-12">
        <Section title="Who was told">
          <Told failure={failure} {...clock} />
        </Section>
        <Section title={isTold ? "Tell others" : "Who was affected"}>
          {people.length > 0 ? (
            <PeopleForm
              failureId={failure.id}
              people={people.map(({ language, ...person }) => ({
                ...person,
                reads: language === "en" ? null : languageNames[language],
              }))}
              mostInLine={MOST_IN_LINE}
              undoTime={studio.emailHoldSeconds > 0 ? durationName(studio.emailHoldSeconds) : null}
            />
          ) : (
            <p className="text-muted">
              {isTold ? "Everyone you know has been told." : "Add a client first."}
            </p>
          )}
        </Section>
        <Section title="What it cost">
          <Cost goodwill={failure.goodwill} />
        </Section>
        <Section title="Correct it">
          <Disclosure title="Change what happened">
            <FailureForm
              action={change}
              fields={fieldsOf(newFailure)}
              today={today}
              failureId={failure.id}
              button="Save"
              values={valuesOf(failure)}
            />
          </Disclosure>
          {isTold ? null : (
            <AskFirst
              action={remove}
              hidden={{ failureId: failure.id }}
              about={titleOf(failure)}
              question="Nobody has been told about it. It is removed from your records."
              confirm="Delete it"
              busy="Deleting…"
            >
              Delete
            </AskFirst>
          )}
        </Section>
      </div>
    </div>
  );
}

function periodOf({ days }: FailureFacts, today: string): string {
  const from = dayName(days.beganOn, today);
  if (days.endedOn === null) return `Since ${from}`;
  return days.endedOn === days.beganOn ? from : `${from} to ${dayName(days.endedOn, today)}`;
}

function valuesOf({ days, ...failure }: FailureFacts) {
  return {
    what: failure.what,
    doing: failure.doing,
    beganOn: days.beganOn,
    endedOn: days.endedOn ?? "",
    foundOn: days.foundOn ?? "",
    ...goodwillValues({ ...failure, kind: failure.goodwillKind ?? "", text: failure.goodwillText }),
  };
}
