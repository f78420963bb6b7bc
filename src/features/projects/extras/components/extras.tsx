import { remove, reword, show, write } from "@/features/projects/extras/actions";
import type { ExtraRow } from "@/features/projects/extras/queries";
import { ActionForm } from "@/ui/action-form";
import { AreaField } from "@/ui/field";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { SubmitButton } from "@/ui/submit-button";

/** What is given beyond what was agreed: private until it is shown, now or on delivery. */
export function Extras({
  projectId,
  extras,
  contactName,
}: {
  projectId: string;
  extras: ExtraRow[];
  contactName: string;
}) {
  return (
    <div>
      {extras.length > 0 ? (
        <ul className="-mt-1 mb-3 divide-y divide-hairline">
          {extras.map((extra) => (
            <Extra key={extra.id} extra={extra} />
          ))}
        </ul>
      ) : (
        <p className="pb-3 text-muted">
          Something beyond what was agreed. {contactName} sees it when you show it: now, or as a
          surprise on delivery.
        </p>
      )}
      <Disclosure title="Add an extra">
        <ActionForm action={write} className="grid gap-4">
          <input type="hidden" name="projectId" value={projectId} />
          <AreaField
            name="text"
            label="The extra"
            hint="For example: The map in sepia, for the postcards."
            rows={2}
            maxLength={400}
            required
          />
          <div>
            <SubmitButton busy="Keeping…">Keep it private for now</SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </div>
  );
}

function Extra({ extra }: { extra: ExtraRow }) {
  const name = extra.text.length > 60 ? `${extra.text.slice(0, 57)}…` : extra.text;
  return (
    <li className="grid gap-1 py-3">
      <p>
        {extra.shownAt ? (
          <StatusBadge shape="done">Shown</StatusBadge>
        ) : (
          <StatusBadge shape="waits">Private</StatusBadge>
        )}
      </p>
      <p className="whitespace-pre-line wrap-anywhere">{extra.text}</p>
      {extra.shownAt ? null : (
        <div className="flex flex-wrap items-start gap-x-4">
          <ActionForm action={show} className="grid gap-1 py-1">
            <input type="hidden" name="extraId" value={extra.id} />
            <SubmitButton busy="Showing…" label={`Show now: ${name}`}>
              Show now
            </SubmitButton>
          </ActionForm>
          <Disclosure title="Change" about={name}>
            <div className="grid gap-3">
              <ActionForm action={reword} className="grid gap-3">
                <input type="hidden" name="extraId" value={extra.id} />
                <AreaField
                  name="text"
                  label="Your words"
                  defaultValue={extra.text}
                  rows={2}
                  maxLength={400}
                  required
                />
                <div>
                  <SubmitButton busy="Keeping…" label={`Keep the words of: ${name}`}>
                    Keep
                  </SubmitButton>
                </div>
              </ActionForm>
              <ActionForm action={remove} className="grid justify-items-start gap-1">
                <input type="hidden" name="extraId" value={extra.id} />
                <SubmitButton variant="plain" busy="Removing…" label={`Remove the extra: ${name}`}>
                  Remove this extra
                </SubmitButton>
              </ActionForm>
            </div>
          </Disclosure>
        </div>
      )}
    </li>
  );
}
