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
export function OwedLists({
  owed: { remedies, goodwill },
  nameOf,
  ...clock
}: { owed: Owed; nameOf: (goodwill: Owed["goodwill"][number]) => string } & ClockProps) {
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
              {one.usedAt ? "Used" : "Goodwill"}
            </StatusBadge>{" "}
            {nameOf(one)}
          </p>
          <ActionButton
            action={one.usedAt ? restore : use}
            hidden={{ goodwillId: one.id }}
            variant="plain"
            busy="Saving…"
            about={nameOf(one)}
          >
            {one.usedAt ? "Not used after all" : "Mark as used"}
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}

function Remedy({ remedy, zone, now }: { remedy: OwedRemedy } & ClockProps) {
  const { id, text, promisedAt, keptAt, waivedAt, waivedWhy, keptProject, misses } = remedy;
  return (
    <>
      <p className="whitespace-pre-line wrap-anywhere" dir="auto">
        <StatusBadge shape={keptAt ? "done" : waivedAt ? "stopped" : "risk"}>
          {keptAt ? "Kept" : waivedAt ? "No longer owed" : "Promised"}
        </StatusBadge>{" "}
        {text}
      </p>
      <p className="text-sm text-muted wrap-anywhere">
        Promised <When at={promisedAt!} zone={zone} now={now} />.
        {keptProject ? (
          <>
            {" "}
            Kept in{" "}
            <Link href={`/projects/${keptProject.id}`} className="underline">
              {keptProject.title}
            </Link>
            .
          </>
        ) : null}
        {waivedWhy ? ` ${waivedWhy}` : ""}
        {misses.map(({ project, why }) => ` Not kept in ${project.title}: ${why}`).join("")}
      </p>
      {keptAt || waivedAt ? (
        <ActionButton action={reopen} hidden={{ remedyId: id }} variant="plain" busy="Saving…">
          It is still owed
        </ActionButton>
      ) : (
        <Disclosure title="It is no longer owed" about={text}>
          <ActionForm
            action={waive}
            draft={`waive ${id}`}
            hidden={{ remedyId: id }}
            className="grid max-w-xl gap-3"
          >
            <AreaField {...fields.why} label="Why" rows={2} />
            <div>
              <SubmitButton busy="Saving…">Save</SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
      )}
    </>
  );
}
