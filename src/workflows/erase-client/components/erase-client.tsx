import type { ErasurePreview } from "@/features/erasures/queries";
import { figuresOf, type FigureName } from "@/features/quality/kinds";
import type { Case } from "@/features/quality/queries";
import type { StudioLocale } from "@/language/studio";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { buttonVariant } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Section } from "@/ui/page";
import { SubmitButton } from "@/ui/submit-button";
import { erase } from "@/workflows/erase-client/actions";
import { erasedClient } from "@/workflows/erase-client/schema";

type Shown = { preview: ErasurePreview & { stays: Case[] }; t: StudioLocale["t"] };

/** What an erasure of a client does, said before it does it, and the form that does it once the client is named. */
export function EraseClient({ clientId, preview, t }: Shown & { clientId: string }) {
  return (
    <div className="grid max-w-2xl gap-10">
      <div className="grid justify-items-start gap-4">
        <p>{t("eraseClient.intro")}</p>
        <Link href="/settings/data" className={buttonVariant("plain")}>
          {t("eraseClient.exportFirst")}
        </Link>
      </div>
      <What preview={preview} t={t} />
      <ActionForm action={erase} draft={null} hidden={{ clientId }} className="grid gap-4">
        <TextField
          {...fieldsOf(erasedClient).name}
          label={t("eraseClient.confirm", { name: preview.name })}
          autoComplete="off"
        />
        <div>
          <SubmitButton busy={t("eraseClient.busy")}>{t("eraseClient.button")}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}

const GOES = ["contacts", "projects", "messages", "files", "emails", "received", "cases"] as const;
/** What is counted, in the order in which it is said. How easy it was belongs to its verdict. */
const STAYS = [
  "verdicts",
  "replies",
  "deliveries",
  "promises",
  "pledges",
  "recovery",
  "remedies",
  "wrong",
  "quiet",
  "back",
  "towards",
  "pay",
] as const satisfies FigureName[];
const CANCELLED = ["waiting", "followUps", "testimonials"] as const;

function What({ preview, t }: Shown) {
  const { goes, cancelled, stays, shared } = preview;
  const gone = GOES.filter((one) => goes[one] > 0).map((one) =>
    t(`eraseClient.${one}`, { count: goes[one] }),
  );
  const back = CANCELLED.filter((one) => cancelled[one] > 0).map((one) =>
    t(`eraseClient.${one}`, { count: cancelled[one] }),
  );
  const stayLines = STAYS.flatMap((name) => {
    const count = stays.filter(({ figure }) => figuresOf(name).includes(figure)).length;
    return count > 0 ? [t(`eraseClient.kept.${name}`, { count })] : [];
  });
  return (
    <>
      <Section title={t("eraseClient.goes")}>
        <Lines lines={gone} />
        <p className="mt-3">{t("eraseClient.goesToo")}</p>
      </Section>
      <Section title={t("eraseClient.cancelled")}>
        {back.length > 0 ? <Lines lines={back} /> : <p>{t("eraseClient.cancelledNothing")}</p>}
      </Section>
      <Section title={t("eraseClient.stays")}>
        <p>{stayLines.length > 0 ? t("eraseClient.staysIntro") : t("eraseClient.staysNothing")}</p>
        {stayLines.length > 0 ? (
          <div className="mt-3">
            <Lines lines={stayLines} />
          </div>
        ) : null}
      </Section>
      <Section title={t("eraseClient.after")}>
        <div className="grid gap-3">
          <p>{t("eraseClient.hash")}</p>
          {shared > 0 ? <p>{t("eraseClient.shared", { count: shared })}</p> : null}
          <p>{t("eraseClient.others")}</p>
          <p>{t("eraseClient.backups")}</p>
        </div>
      </Section>
    </>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <ul className="list-disc pl-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
