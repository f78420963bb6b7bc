import { studioLocale } from "@/auth/session";
import { move, remove, reveal, switchOff, switchOn, test } from "@/features/webhooks/actions";
import type { EndpointRow } from "@/features/webhooks/queries";
import { movedEndpoint } from "@/features/webhooks/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(movedEndpoint);

/** What can be done with an address. */
export async function EndpointButtons({ endpoint: { id, url, offAt } }: { endpoint: EndpointRow }) {
  const { t } = await studioLocale();
  const hidden = { endpointId: id };
  return (
    <div className="grid justify-items-start gap-3">
      {offAt ? null : (
        <ActionButton action={test} hidden={hidden} about={url}>
          {t("otherPrograms.webhooks.test")}
        </ActionButton>
      )}
      <ActionButton action={reveal} hidden={hidden} about={url} variant="quiet">
        {t("otherPrograms.webhooks.reveal")}
      </ActionButton>
      <ActionButton
        action={offAt ? switchOn : switchOff}
        hidden={hidden}
        about={url}
        variant="quiet"
      >
        {t(offAt ? "otherPrograms.webhooks.switchOn" : "otherPrograms.webhooks.switchOff")}
      </ActionButton>
      <AskFirst
        action={remove}
        hidden={hidden}
        about={url}
        question={t("otherPrograms.webhooks.removeQuestion")}
        confirm={t("otherPrograms.webhooks.removeIt")}
        busy={t("otherPrograms.webhooks.removing")}
      >
        {t("otherPrograms.webhooks.remove")}
      </AskFirst>
    </div>
  );
}

/** Has an address's requests go to another one, under the same secret. */
export async function MoveEndpointForm({ endpoint: { id, url } }: { endpoint: EndpointRow }) {
  const { t } = await studioLocale();
  return (
    <Disclosure title={t("otherPrograms.webhooks.move")}>
      <ActionForm action={move} draft={`webhook ${id}`} hidden={{ endpointId: id }}>
        <TextField
          {...fields.url}
          label={t("otherPrograms.webhooks.url")}
          hint={t("otherPrograms.webhooks.moveHint")}
          defaultValue={url}
          inputMode="url"
        />
        <div>
          <SubmitButton busy={t("form.saving")}>{t("otherPrograms.webhooks.moveIt")}</SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  );
}
