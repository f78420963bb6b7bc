import { studioLocale } from "@/auth/session";
import { add, change, remove } from "@/features/files/links/actions";
import type { LinkRow } from "@/features/files/links/queries";
import { hostOf } from "@/features/files/links/rules";
import { newLink } from "@/features/files/links/schema";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { When } from "@/features/studio/components/when";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(newLink);

type LinksProps = {
  projectId: string;
  readerId: string;
  links: LinkRow[];
  zone: string;
  now: Date;
};

/** What lies elsewhere on the web, beside a project's files, and where one more is added. */
export async function Links({ projectId, readerId, links, zone, now }: LinksProps) {
  const { t } = await studioLocale();
  return (
    <div className="mb-6">
      {links.length > 0 ? (
        <ul className="-mt-2 mb-2 divide-y divide-hairline">
          {links.map((link) => (
            <LinkLine key={link.id} {...{ link, readerId, zone, now }} />
          ))}
        </ul>
      ) : null}
      <Disclosure title={t("links.add")}>
        <ActionForm
          key={links.length}
          action={add}
          draft="link"
          hidden={{ projectId }}
          className="grid gap-4"
        >
          <LinkFields readerId={readerId} />
          <div>
            <SubmitButton busy={t("buttons.adding")}>{t("links.add")}</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </div>
  );
}

async function LinkFields({ readerId, link }: { readerId: string; link?: LinkRow }) {
  const { t } = await studioLocale();
  return (
    <>
      <TextField {...fields.title} label={t("links.name")} defaultValue={link?.title} />
      <TextField
        {...fields.url}
        label={t("links.address")}
        hint={t("links.addressHint")}
        inputMode="url"
        defaultValue={link?.url}
      />
      <PreSendCheck texts={[fields.title.name]} readerId={readerId} />
    </>
  );
}

type LinkLineProps = { link: LinkRow; readerId: string; zone: string; now: Date };

async function LinkLine({ link, readerId, zone, now }: LinkLineProps) {
  const { t } = await studioLocale();
  const { id: linkId, title, url } = link;
  return (
    <li className="py-2">
      <a
        href={url}
        rel="noopener noreferrer nofollow"
        className={
          "inline-flex min-h-11 items-end pt-2 leading-snug underline decoration-edge " +
          "underline-offset-4 wrap-anywhere hover:decoration-ink"
        }
      >
        <bdi>{title}</bdi>
      </a>
      <p className="pt-0.5 pb-1 text-sm text-muted wrap-anywhere">
        {t("links.at", { host: hostOf(url) })} · <When at={link.addedAt} zone={zone} now={now} />
      </p>
      <div className="flex flex-wrap items-start gap-x-4">
        <Disclosure title={t("links.change")} about={title}>
          <ActionForm
            action={change}
            draft={`link ${linkId}`}
            hidden={{ linkId }}
            seen={{ title, url }}
            className="grid gap-4"
            label={`${t("links.change")}: ${title}`}
          >
            <LinkFields readerId={readerId} link={link} />
            <div>
              <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
        <AskFirst
          action={remove}
          hidden={{ linkId }}
          about={title}
          question={t("links.removeQuestion", { title })}
          confirm={t("links.removeIt")}
          busy={t("buttons.removing")}
        >
          {t("links.remove")}
        </AskFirst>
      </div>
    </li>
  );
}
