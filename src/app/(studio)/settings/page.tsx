import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { CalendarLink } from "@/features/calendar/components/calendar-link";
import { findStudioCalendar } from "@/features/calendar/queries";
import { studioAddress } from "@/features/emails/reply-addresses/addresses";
import { Receiving } from "@/features/inbound/components/receiving";
import { MailAccount } from "@/features/emails/accounts/components/mail-account";
import { findMailSettings } from "@/features/emails/accounts/queries";
import { Templates } from "@/features/projects/templates/components/templates";
import { listTemplates } from "@/features/projects/templates/queries";
import { arrange, signOutEverywhere } from "@/features/studio/actions";
import { DelayFields } from "@/features/studio/components/delay-fields";
import { SignOut } from "@/features/studio/components/sign-out";
import { StudioFields } from "@/features/studio/components/studio-fields";
import { HoursFields } from "@/features/studio/components/hours-fields";
import { settingsOf } from "@/features/studio/rules";
import { ownDaysOff } from "@/features/studio/schema";
import { listHolidayRegions } from "@/lib/holidays";
import { links } from "@/lib/links";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { scope, studio, email, now } = await requireFreelancer();
  const { t } = await studioLocale();
  const [templates, calendar, mail] = await Promise.all([
    listTemplates(scope),
    findStudioCalendar(scope),
    findMailSettings(scope, now),
  ]);
  return (
    <div className="max-w-xl">
      <PageHeading title="Settings" />
      <ActionForm
        action={arrange}
        draft="settings"
        seen={settingsOf(studio)}
        className="grid gap-6"
      >
        <Section title="Your studio">
          <div className="grid gap-6 pt-2 pb-6">
            <StudioFields facts={studio} />
          </div>
        </Section>
        <Section title="When you work">
          <div className="grid gap-6 pt-2 pb-6">
            <HoursFields
              hours={studio.hours}
              country={studio.country}
              daysOff={ownDaysOff.parse(studio.daysOff)}
              regions={listHolidayRegions()}
            />
          </div>
        </Section>
        <Section title="Emails">
          <div className="grid gap-6 pt-2">
            <DelayFields delays={studio} />
            <p>
              <Link href="/settings/follow-ups" className={buttonVariant("plain")}>
                Follow-up emails
              </Link>
            </p>
          </div>
        </Section>
        <div>
          <SubmitButton variant="main" busy="Saving…">
            Save
          </SubmitButton>
        </div>
      </ActionForm>
      <div className="mt-14">
        <Section id="wall" title="Testimonials">
          <p className="mb-2 text-muted">
            A public page with what your clients say about you, your replies to it, and how it’s
            shown on your own website.
          </p>
          <Link href="/wall" className={buttonVariant("plain")}>
            Your wall
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
        <Section id="replies" title="Saved replies">
          <p className="mb-2 text-muted">
            What you write again and again, filled in for each client and offered while you write.
          </p>
          <Link href="/settings/saved-replies" className={buttonVariant("plain")}>
            Your replies
          </Link>
        </Section>
      </div>
      <div className="mt-14">
        <Section id="checklists" title="Checklist templates">
          <Templates templates={templates} />
        </Section>
      </div>
      <div className="mt-14">
        <Section id="calendar" title="Calendar">
          <CalendarLink address={calendar ? links.page(calendar) : null} />
        </Section>
      </div>
      <div className="mt-14">
        <Section id="mail" title="Sending email">
          <MailAccount
            mail={mail}
            webhookAddress={mail.own ? links.webhook(mail.own.id) : null}
            zone={studio.zone}
            now={now}
          />
        </Section>
      </div>
      <div className="mt-14">
        <Section id="receiving" title="Receiving email">
          <Receiving address={studioAddress(scope.freelancerId)} />
        </Section>
      </div>
      <div className="mt-14">
        <Section title="Signing out">
          <p className="mb-4 text-muted wrap-anywhere">
            You are signed in as {email}. Lost a device? Sign out everywhere. You can come back with
            a new sign-in link.
          </p>
          <SignOut action={signOutEverywhere}>Sign out everywhere</SignOut>
        </Section>
      </div>
    </div>
  );
}
