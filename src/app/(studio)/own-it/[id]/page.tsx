import type { Metadata } from "next";
import { goodwillValues } from "@/features/clients/components/goodwill-fields";
import { cache } from "react";
import { idIn, orNotFound } from "@/app/page-params";
import type { WithId } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { Cost } from "@/features/own-it/components/cost";
import { FailureForm } from "@/features/own-it/components/failure-form";
import { PeopleForm } from "@/features/own-it/components/people-form";
import { Told } from "@/features/own-it/components/told";
import { getFailure, listPeople, type FailureFacts } from "@/features/own-it/queries";
import { hasNotice } from "@/features/own-it/rules";
import { MOST_IN_LINE, newFailure } from "@/features/own-it/schema";
import type { StudioLocale } from "@/language/studio";
import { cut } from "@/lib/cut";
import { dayIn } from "@/lib/dates";
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
  const locale = await studioLocale();
  const { t, words, durationName } = locale;
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
        above={periodOf(failure, today, locale)}
        below={failure.doing}
      />
      <div className="grid gap-12">
        <Section title={t("ownIt.whoWasTold")}>
          <Told failure={failure} {...clock} />
        </Section>
        <Section title={isTold ? t("ownIt.tellOthers") : t("ownIt.whoWasAffected")}>
          {people.length > 0 ? (
            <PeopleForm
              words={words.ownIt.people}
              buttons={words.buttons}
              failureId={failure.id}
              people={people.map(({ language, ...person }) => ({
                ...person,
                reads: language === "en" ? null : t(`languages.${language}`),
              }))}
              mostInLine={MOST_IN_LINE}
              undoTime={studio.emailHoldSeconds > 0 ? durationName(studio.emailHoldSeconds) : null}
            />
          ) : (
            <p className="text-muted">{isTold ? t("ownIt.everyoneTold") : t("ownIt.addClient")}</p>
          )}
        </Section>
        <Section title={t("ownIt.cost")}>
          <Cost goodwill={failure.goodwill} />
        </Section>
        <Section title={t("ownIt.correct")}>
          <Disclosure title={t("ownIt.change")}>
            <FailureForm
              words={words.ownIt.form}
              buttons={words.buttons}
              goodwillWords={words.goodwill}
              action={change}
              fields={fieldsOf(newFailure)}
              today={today}
              failureId={failure.id}
              button={t("buttons.save")}
              values={valuesOf(failure)}
            />
          </Disclosure>
          {isTold ? null : (
            <AskFirst
              action={remove}
              hidden={{ failureId: failure.id }}
              about={titleOf(failure)}
              question={t("ownIt.removeQuestion")}
              confirm={t("buttons.deleteIt")}
              busy={t("buttons.deleting")}
            >
              {t("buttons.delete")}
            </AskFirst>
          )}
        </Section>
      </div>
    </div>
  );
}

function periodOf({ days }: FailureFacts, today: string, { t, dayName }: StudioLocale): string {
  const from = dayName(days.beganOn, today);
  if (days.endedOn === null) return t("ownIt.since", { day: from });
  return days.endedOn === days.beganOn
    ? from
    : t("ownIt.fromTo", { from, to: dayName(days.endedOn, today) });
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
