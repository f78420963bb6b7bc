import { studioLocale } from "@/auth/session";
import { close, move } from "@/features/testimonials/wall/actions";
import { wallAddress } from "@/features/testimonials/wall/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { CopyField } from "@/ui/copy-field";
import { TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(wallAddress);

type WallAddressProps = {
  /** Empty while there is no wall. */
  slug: string | null;
  /** One that is likely to be free, made of the studio's name. */
  proposed: string;
  /** What every wall's address begins with: "uptomark.example/w/". */
  beginning: string;
};

/** Where the wall is: chosen, changed, or closed. */
export async function WallAddress({ slug, proposed, beginning }: WallAddressProps) {
  const { t } = await studioLocale();
  return (
    <div className="grid max-w-xl justify-items-start gap-6">
      <ActionForm action={move} draft="wall" className="grid w-full gap-5">
        <TextField
          {...fields.slug}
          label={t("wall.address.label")}
          hint={
            slug
              ? t("wall.address.ifChanged", { beginning })
              : t("wall.address.untilChosen", { beginning })
          }
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          defaultValue={slug ?? proposed}
        />
        <div>
          <SubmitButton variant={slug ? "quiet" : "main"} busy={t("buttons.saving")}>
            {slug ? t("wall.address.change") : t("wall.open")}
          </SubmitButton>
        </div>
      </ActionForm>
      {slug ? (
        <AskFirst
          action={close}
          about={t("wall.address.yourWall")}
          question={t("wall.address.closeQuestion")}
          confirm={t("wall.address.closeIt")}
          busy={t("wall.address.closing")}
        >
          {t("wall.address.close")}
        </AskFirst>
      ) : null}
    </div>
  );
}

type SharingProps = { address: string; embed: string; json: string; title: string };

/** How the wall is shown elsewhere, and how a reader tells it from a copy. */
export async function Sharing({ address, embed, json, title }: SharingProps) {
  const { t } = await studioLocale();
  return (
    <div className="grid gap-5">
      <Shared label={t("wall.share.address")} value={address}>
        {t("wall.share.addressText")}
      </Shared>
      <Shared
        label={t("wall.share.embed")}
        value={
          `<iframe src="${embed}" title="${escaped(title)}" width="100%" height="480" ` +
          'style="border:0"></iframe>'
        }
      >
        {t("wall.share.embedText")}
      </Shared>
      <Shared label={t("wall.share.json")} value={json}>
        {t("wall.share.jsonText")}
      </Shared>
    </div>
  );
}

function Shared({ label, value, children }: { label: string; value: string; children: string }) {
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">{label}</p>
      <CopyField label={label} value={value} />
      <p className="max-w-[60ch] text-sm text-muted">{children}</p>
    </div>
  );
}

/** A studio's name within an attribute. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
