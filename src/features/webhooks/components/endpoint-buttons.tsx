import { studioLocale } from "@/auth/session";
import { remove, reveal, switchOff, switchOn, test } from "@/features/webhooks/actions";
import type { EndpointRow } from "@/features/webhooks/queries";
import { ActionButton } from "@/ui/action-button";
import { AskFirst } from "@/ui/ask-first";

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
