import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { CalendarLink } from "@/features/calendar/components/calendar-link";
import { findStudioCalendar } from "@/features/calendar/queries";
import { studioAddress } from "@/features/emails/reply-addresses/addresses";
import { findMailboxTrouble } from "@/features/inbound/mailboxes/queries";
import { installMailbox } from "@/mail/mailbox";
import { Receiving } from "@/features/inbound/components/receiving";
import { OwnMailbox } from "@/features/inbound/own-mailbox/components/own-mailbox";
import { findOwnMailbox } from "@/features/inbound/own-mailbox/queries";
import { MailAccount } from "@/features/emails/accounts/components/mail-account";
import { findMailSettings } from "@/features/emails/accounts/queries";
import { Templates } from "@/features/projects/templates/components/templates";
import { listTemplates } from "@/features/projects/templates/queries";
import { arrange, signOutEverywhere } from "@/features/studio/actions";
import { DelayFields } from "@/features/studio/components/delay-fields";
import { SignOut } from "@/features/studio/components/sign-out";
import { LanguageField, StudioFields } from "@/features/studio/components/studio-fields";
import { HoursFields } from "@/features/studio/components/hours-fields";
import { YearReview } from "@/features/studio/components/year-review";
import { SeenSwitch } from "@/features/studio/seen/components/seen-switch";
import { settingsOf } from "@/features/studio/rules";
import { ownDaysOff } from "@/features/studio/schema";
import { dayIn } from "@/lib/dates";
import { listHolidayRegions } from "@/lib/holidays";
import { links } from "@/lib/links";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("settings.title") };
}

export default async function SettingsPage() {
  const { scope, studio, email, now } = await requireFreelancer();
  const locale = await studioLocale();
  const { t } = locale;
  const [templates, calendar, mail, own] = await Promise.all([
    listTemplates(scope),
    findStudioCalendar(scope),
    findMailSettings(scope, now),
    findOwnMailbox(scope),
  ]);
  const mailbox = installMailbox();
  return (
    <div className="max-w-xl">
      <PageHeading title={t("settings.title")} />
      <ActionForm
        action={arrange}
        draft="settings"
        seen={settingsOf(studio)}
        className="grid gap-6"
      >
        <Section title={t("settings.yourStudio")}>
          <div className="grid gap-6 pt-2 pb-6">
            <StudioFields facts={studio} locale={locale} />
            <LanguageField locale={locale} />
          </div>
        </Section>
        <Section title={t("settings.whenYouWork")}>
          <div className="grid gap-6 pt-2 pb-6">
            <HoursFields
              t={t}
              hours={studio.hours}
              country={studio.country}
              daysOff={ownDaysOff.parse(studio.daysOff)}
              today={dayIn(studio.zone, now)}
              regions={listHolidayRegions(locale.tag)}
            />
          </div>
        </Section>
        <Section title={t("settings.emails")}>
          <div className="grid gap-6 pt-2">
            <DelayFields delays={studio} locale={locale} />
            <p>
              <Link href="/settings/follow-ups" className={buttonVariant("plain")}>
                {t("settings.followUpEmails")}
              </Link>
            </p>
          </div>
        </Section>
        <div>
          <SubmitButton variant="main" busy={t("form.saving")}>
            {t("form.save")}
          </SubmitButton>
        </div>
      </ActionForm>
      <div className="mt-14">
        <Section id="look" title={t("look.title")}>
          <p className="mb-2 text-muted">{t("look.settings")}</p>
          <Link href="/settings/look" className={buttonVariant("plain")}>
            {t("look.title")}
          </Link>
        </Section>
      </div>
      <div className="mt-14">
        <Section id="wall" title={t("settings.testimonials")}>
          <p className="mb-2 text-muted">{t("settings.testimonialsText")}</p>
          <Link href="/wall" className={buttonVariant("plain")}>
            {t("settings.yourWall")}
          </Link>
        </Section>
      </div>
      <div className="mt-14">
        <Section id="subcontractors" title={t("subcontractors.heading")}>
          <p className="mb-2 text-muted">{t("subcontractors.below")}</p>
          <Link href="/subcontractors" className={buttonVariant("plain")}>
            {t("subcontractors.all")}
          </Link>
        </Section>
      </div>
      <div className="mt-14">
        <Section id="replies" title={t("savedReplies.title")}>
          <p className="mb-2 text-muted">{t("settings.repliesText")}</p>
          <Link href="/settings/saved-replies" className={buttonVariant("plain")}>
            {t("savedReplies.yours")}
          </Link>
        </Section>
      </div>
      <div className="mt-14">
        <Section id="seen" title={t("seen.title")}>
          <SeenSwitch isOn={studio.seenOffAt === null} locale={locale} />
        </Section>
      </div>
      <div className="mt-14">
        <Section id="year" title={t("yearReview.switch")}>
          <YearReview isOn={studio.yearReviewAt !== null} locale={locale} />
        </Section>
      </div>
      <div className="mt-14">
        <Section id="checklists" title={t("settings.checklists")}>
          <Templates templates={templates} />
        </Section>
      </div>
      <div className="mt-14">
        <Section id="calendar" title={t("calendar.title")}>
          <CalendarLink address={calendar ? links.page(calendar) : null} />
        </Section>
      </div>
      <div className="mt-14">
        <Section id="mail" title={t("settings.sending")}>
          <MailAccount
            mail={mail}
            webhookAddress={mail.own ? links.webhook(mail.own.id) : null}
            testAddress={email}
            zone={studio.zone}
            now={now}
          />
        </Section>
      </div>
      <div className="mt-14">
        <Section id="receiving" title={t("settings.receiving")}>
          <div className="grid gap-4">
            <Receiving
              address={studioAddress(scope.freelancerId, own?.plusSeenAt ? own.address : null)}
              hasOwn={own !== null}
              trouble={mailbox && (await findMailboxTrouble(mailbox.accountId))}
              zone={studio.zone}
              now={now}
            />
            {mail.isDemo ? null : (
              <OwnMailbox
                own={own}
                serverUser={mail.own?.server?.user}
                zone={studio.zone}
                now={now}
              />
            )}
          </div>
        </Section>
      </div>
      <div className="mt-14">
        <Section id="other-programs" title={t("otherPrograms.title")}>
          <p className="mb-2 text-muted">{t("otherPrograms.settings")}</p>
          <Link href="/settings/other-programs" className={buttonVariant("plain")}>
            {t("otherPrograms.link")}
          </Link>
        </Section>
      </div>
      <div className="mt-14">
        <Section id="data" title={t("exportStudio.title")}>
          <p className="mb-2 text-muted">{t("exportStudio.settings")}</p>
          <Link href="/settings/data" className={buttonVariant("plain")}>
            {t("exportStudio.title")}
          </Link>
        </Section>
      </div>
      <div className="mt-14">
        <Section id="sign-in" title={t("settings.signingIn")}>
          <p className="mb-2 text-muted">{t("settings.signingInText")}</p>
          <Link href="/settings/sign-in" className={buttonVariant("plain")}>
            {t("settings.signingInLink")}
          </Link>
        </Section>
      </div>
      <div className="mt-14">
        <Section title={t("settings.signingOut")}>
          <p className="mb-4 text-muted wrap-anywhere">{t("settings.signedInAs", { email })}</p>
          <SignOut action={signOutEverywhere} busy={t("frame.signingOut")}>
            {t("settings.signOutEverywhere")}
          </SignOut>
        </Section>
      </div>
    </div>
  );
}
