import { studioLocale } from "@/auth/session";
import { byHand, send } from "@/features/projects/welcome/actions";
import { links } from "@/lib/links";
import { ActionButton } from "@/ui/action-button";
import { CopyField } from "@/ui/copy-field";

type WelcomeProps = {
  projectId: string;
  contactName: string;
  pagePath: string;
  /** How long the email can still be changed or cancelled. */
  holdSeconds: number;
};

/** How the client learns of their page: by an email that is written for it, or as the freelancer likes. */
export async function Welcome({ projectId, contactName, pagePath, holdSeconds }: WelcomeProps) {
  const { t } = await studioLocale();
  const name = contactName;
  return (
    <section
      aria-labelledby="welcome"
      className="mb-10 grid max-w-[68ch] gap-4 border-l-2 border-accent pl-5"
    >
      <div>
        <h2 id="welcome" className="font-serif text-xl">
          {t("projects.welcome.title", { name })}
        </h2>
        <p className="text-muted">
          {t("projects.welcome.text", { name, minutes: Math.ceil(holdSeconds / 60) })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <ActionButton action={send} hidden={{ projectId }} busy={t("buttons.sending")}>
          {t("projects.welcome.send")}
        </ActionButton>
        <ActionButton action={byHand} hidden={{ projectId }} variant="plain" busy="…">
          {t("projects.welcome.byHand")}
        </ActionButton>
      </div>
      <CopyField label={t("projects.welcome.link", { name })} value={links.page(pagePath)} />
    </section>
  );
}
