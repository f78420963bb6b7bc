import { studioLocale } from "@/auth/session";
import type { findBeginning } from "@/features/projects/templates/queries";
import { PreSendCheck } from "@/features/pre-send/components/pre-send-check";
import type { Day } from "@/lib/dates";
import { AreaField, TextField } from "@/ui/field";

type FirstRequest = Awaited<ReturnType<typeof findBeginning>>["requests"][number];
type FirstRequestsProps = { requests: FirstRequest[]; today: Day };

/** What the client of a new project is asked for, by its new day. Each can be changed, or left out. */
export async function FirstRequests({ requests, today }: FirstRequestsProps) {
  const { t } = await studioLocale();
  if (requests.length === 0) return null;
  return (
    <fieldset className="grid gap-4">
      <legend className="text-lg">{t("projects.begin.requests")}</legend>
      <p className="text-muted">{t("projects.begin.requestsLead")}</p>
      <ol className="grid divide-y divide-hairline">
        {requests.map((request, place) => (
          <li key={`${place} ${request.title}`} className="grid gap-3 py-4">
            <Request request={request} place={place} today={today} />
          </li>
        ))}
      </ol>
    </fieldset>
  );
}

type RequestProps = { request: FirstRequest; place: number; today: Day };

async function Request({ request, place, today }: RequestProps) {
  const { t } = await studioLocale();
  const { kind, title, details, options, dueOn } = request;
  const texts = [`requestTitles.${place}`, `requestDetails.${place}`, `requestOptions.${place}`];
  return (
    <>
      <input type="hidden" name={`requestKinds.${place}`} value={kind} />
      <TextField
        name={`requestTitles.${place}`}
        label={t("projects.begin.request", {
          place: place + 1,
          kind: t(`requests.kinds.${kind}`),
        })}
        maxLength={150}
        defaultValue={title}
      />
      <TextField
        name={`requestDays.${place}`}
        label={t("requests.form.dueOn")}
        type="date"
        min={today}
        defaultValue={dueOn}
      />
      {kind === "DECISION" ? <Options options={options} place={place} /> : null}
      <AreaField
        name={`requestDetails.${place}`}
        label={t("requests.form.detailsOptional")}
        rows={2}
        defaultValue={details}
      />
      {/* Who reads it is only just being chosen. */}
      <PreSendCheck texts={texts} without={["name"]} />
    </>
  );
}

async function Options({ options, place }: { options: string[]; place: number }) {
  const { t } = await studioLocale();
  return (
    <AreaField
      name={`requestOptions.${place}`}
      label={t("requests.form.options")}
      hint={t("requests.form.optionsHint")}
      rows={3}
      defaultValue={options.join("\n")}
    />
  );
}
