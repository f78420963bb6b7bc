import { studioLocale } from "@/auth/session";
import { make, revoke } from "@/features/api-tokens/actions";
import type { ApiTokenRow } from "@/features/api-tokens/queries";
import { newToken } from "@/features/api-tokens/schema";
import { dayIn } from "@/lib/dates";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(newToken);
type Clock = { zone: string; now: Date };

/** What other programs read the studio with, each to revoke. */
export async function ApiTokens({ tokens, zone, now }: Clock & { tokens: ApiTokenRow[] }) {
  const { t, timeName } = await studioLocale();
  const today = dayIn(zone, now);
  return (
    <ul className="-mt-2 divide-y divide-hairline">
      {tokens.map(({ id, name, start, lastUsedAt }) => (
        <li key={id} className="grid gap-1 py-3">
          <p className="font-medium wrap-anywhere">{name}</p>
          <p className="text-sm text-muted">
            <code>{start}…</code>{" "}
            {lastUsedAt
              ? t("otherPrograms.tokens.lastUsed", { when: timeName(lastUsedAt, zone, today) })
              : t("otherPrograms.tokens.neverUsed")}
          </p>
          <AskFirst
            action={revoke}
            hidden={{ tokenId: id }}
            about={name}
            question={t("otherPrograms.tokens.revokeQuestion", { name })}
            confirm={t("otherPrograms.tokens.revokeIt")}
            busy={t("otherPrograms.tokens.revoking")}
          >
            {t("otherPrograms.tokens.revoke")}
          </AskFirst>
        </li>
      ))}
    </ul>
  );
}

/** Makes one; the answer shows it, and nothing shows it again. */
export async function NewTokenForm() {
  const { t } = await studioLocale();
  return (
    <ActionForm action={make} draft="new token" label={t("otherPrograms.tokens.new")}>
      <TextField
        {...fields.name}
        label={t("otherPrograms.tokens.name")}
        hint={t("otherPrograms.tokens.nameHint")}
      />
      <div>
        <SubmitButton variant="main" busy={t("otherPrograms.tokens.making")}>
          {t("otherPrograms.tokens.make")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
