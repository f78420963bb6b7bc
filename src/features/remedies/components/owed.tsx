import { studioLocale } from "@/auth/session";
import { reopen, restore, use, waive } from "@/features/remedies/actions";
import type { Owed } from "@/features/remedies/queries";
import { waivedRemedy } from "@/features/remedies/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionButton } from "@/ui/action-button";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { Link } from "@/ui/link";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";
import { When } from "@/features/studio/components/when";

const fields = fieldsOf(waivedRemedy);
type ClockProps = { zone: string; now: Date };
type OwedRemedy = Owed["remedies"][number];

/** What a client has been promised after something went wrong, and the goodwill they have. */
export async function OwedLists({
  owed: { remedies, goodwill },
  nameOf,
  ...clock
}: { owed: Owed; nameOf: (goodwill: Owed["goodwill"][number]) => string } & ClockProps) {
  const { t } = await studioLocale();
  return (
    <ul className="divide-y divide-hairline">
      {remedies.map((remedy) => (
        <li key={remedy.id} className="grid gap-2 py-4">
          <Remedy remedy={remedy} {...clock} />
        </li>
      ))}
      {goodwill.map((one) => (
        <li
          key={one.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4"
        >
          <p className="wrap-anywhere">
            <StatusBadge shape={one.usedAt ? "done" : "waits"}>
              {one.usedAt ? t("remedies.used") : t("remedies.goodwill")}
            </StatusBadge>{" "}
            {nameOf(one)}
          </p>
          <ActionButton
            action={one.usedAt ? restore : use}
            hidden={{ goodwillId: one.id }}
            variant="plain"
            busy={t("buttons.saving")}
            about={nameOf(one)}
          >
            {one.usedAt ? t("remedies.notUsed") : t("remedies.markUsed")}
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}

async function Remedy({ remedy, zone, now }: { remedy: OwedRemedy } & ClockProps) {
  const { t } = await studioLocale();
  const { id, text, promisedAt, keptAt, waivedAt, waivedWhy, keptProject, misses } = remedy;
  return (
    <>
      <p className="whitespace-pre-line wrap-anywhere" dir="auto">
        <StatusBadge shape={keptAt ? "done" : waivedAt ? "stopped" : "risk"}>
          {keptAt ? t("remedies.kept") : waivedAt ? t("remedies.waived") : t("remedies.promised")}
        </StatusBadge>{" "}
        {text}
      </p>
      <p className="text-sm text-muted wrap-anywhere">
        {t.rich("remedies.promisedOn", {
          when: () => <When at={promisedAt!} zone={zone} now={now} />,
        })}
        {keptProject ? (
          <>
            {" "}
            {t.rich("remedies.keptIn", {
              project: () => (
                <Link href={`/projects/${keptProject.id}`} className="underline">
                  {keptProject.title}
                </Link>
              ),
            })}
          </>
        ) : null}
        {waivedWhy ? ` ${waivedWhy}` : ""}
        {misses
          .map(({ project, why }) => ` ${t("remedies.notKeptIn", { project: project.title, why })}`)
          .join("")}
      </p>
      {keptAt || waivedAt ? (
        <ActionButton
          action={reopen}
          hidden={{ remedyId: id }}
          variant="plain"
          busy={t("buttons.saving")}
        >
          {t("remedies.stillOwed")}
        </ActionButton>
      ) : (
        <Disclosure title={t("remedies.noLongerOwed")} about={text}>
          <ActionForm
            action={waive}
            draft={`waive ${id}`}
            hidden={{ remedyId: id }}
            className="grid max-w-xl gap-3"
          >
            <AreaField {...fields.why} label={t("remedies.why")} rows={2} />
            <div>
              <SubmitButton busy={t("buttons.saving")}>{t("buttons.save")}</SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
      )}
    </>
  );
}
