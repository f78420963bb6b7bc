import { studioLocale } from "@/auth/session";
import { add } from "@/features/webhooks/actions";
import { TOPICS } from "@/features/webhooks/kinds";
import type { EndpointRow } from "@/features/webhooks/queries";
import { newEndpoint } from "@/features/webhooks/schema";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant } from "@/ui/button";
import { ChecksField, TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(newEndpoint);

/** Whether an address hears anything, in one word. */
export function EndpointState({ endpoint, t }: { endpoint: EndpointRow; t: StudioLocale["t"] }) {
  if (endpoint.offAt)
    return (
      <StatusBadge shape={endpoint.offWhy === "hand" ? "stopped" : "late"}>
        {t(endpoint.offWhy === "hand" ? "otherPrograms.webhooks.off" : "otherPrograms.need.word")}
      </StatusBadge>
    );
  return endpoint.failingSince ? (
    <StatusBadge shape="risk">{t("otherPrograms.webhooks.failing")}</StatusBadge>
  ) : (
    <StatusBadge shape="done">{t("otherPrograms.webhooks.on")}</StatusBadge>
  );
}

/** The addresses that hear what happens here, each with a page of its own. */
export async function Endpoints({ endpoints }: { endpoints: EndpointRow[] }) {
  const { t } = await studioLocale();
  return (
    <ul className="-mt-2 divide-y divide-hairline">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id} className="grid justify-items-start gap-1 py-3">
          <p className="font-medium break-all">{endpoint.url}</p>
          <EndpointState endpoint={endpoint} t={t} />
          <Link
            href={`/settings/other-programs/${endpoint.id}`}
            className={buttonVariant("plain")}
            aria-label={t("otherPrograms.webhooks.openIt", { url: endpoint.url })}
          >
            {t("otherPrograms.webhooks.open")}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Adds one; the answer shows what its requests are signed with. */
export async function NewEndpointForm() {
  const { t } = await studioLocale();
  return (
    <ActionForm action={add} draft="new webhook" label={t("otherPrograms.webhooks.new")}>
      <TextField
        {...fields.url}
        label={t("otherPrograms.webhooks.url")}
        hint={t("otherPrograms.webhooks.urlHint")}
        inputMode="url"
      />
      <ChecksField
        {...fields.topics}
        label={t("otherPrograms.webhooks.topics")}
        defaultValue={["project", "deadline"]}
        choices={TOPICS.map((value) => ({ value, label: t(`otherPrograms.topics.${value}`) }))}
      />
      <div>
        <SubmitButton variant="main" busy={t("form.saving")}>
          {t("otherPrograms.webhooks.add")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
