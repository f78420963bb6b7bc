import { studioLocale } from "@/auth/session";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import { save } from "@/features/studio/look/actions";
import { lookOf } from "@/features/studio/look/rules";
import type { getLook } from "@/features/studio/look/queries";
import { studioLook } from "@/features/studio/look/schema";
import { fieldsOf } from "@/lib/fields-of";
import { logoShown } from "@/lib/look";
import { ActionForm } from "@/ui/action-form";
import { AreaField, TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";
import { ColourField } from "./colour-field";

const fields = fieldsOf(studioLook);

/** The studio's colour with its preview, its welcome line and its site. */
export async function LookForm({ look }: { look: Awaited<ReturnType<typeof getLook>> }) {
  const { t, words, language } = await studioLocale();
  return (
    <ActionForm action={save} draft="look" seen={lookOf(look)} className="grid gap-6 pt-2">
      <ColourField
        name={fields.accent.name}
        words={words.look}
        initial={look.accent ?? ""}
        studio={look.name}
        logo={look.logo && { ...logoShown(look.logo), ground: look.logo.ground }}
        welcome={look.welcome}
      />
      <AreaField
        {...fields.welcome}
        label={t("look.welcome")}
        hint={t("look.welcomeHint")}
        defaultValue={look.welcome}
        rows={2}
      />
      <PreSendCheck texts={[fields.welcome.name]} language={language} />
      <TextField
        {...fields.siteUrl}
        label={t("look.site")}
        hint={t("look.siteHint")}
        inputMode="url"
        defaultValue={look.siteUrl ?? ""}
      />
      <div>
        <SubmitButton variant="main" busy={t("form.saving")}>
          {t("form.save")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
