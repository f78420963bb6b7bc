import { studioLocale } from "@/auth/session";
import { replay } from "@/features/webhooks/actions";
import type { DeliveryRow } from "@/features/webhooks/queries";
import { WHYS, type Why } from "@/features/webhooks/rules";
import type { StudioLocale } from "@/language/studio";
import { dayIn } from "@/lib/dates";
import { ActionButton } from "@/ui/action-button";
import { StatusBadge } from "@/ui/status-badge";

type Clock = { zone: string; now: Date };
type Props = Clock & { deliveries: DeliveryRow[] };

/** What an address heard, and what became of it, the latest first. */
export async function Deliveries({ deliveries, ...clock }: Props) {
  const locale = await studioLocale();
  return (
    <ul className="-mt-2 divide-y divide-hairline">
      {deliveries.map((delivery) => (
        <Delivery key={delivery.id} delivery={delivery} locale={locale} {...clock} />
      ))}
    </ul>
  );
}

type RowProps = Clock & { delivery: DeliveryRow; locale: StudioLocale };

function Delivery({ delivery, locale, zone, now }: RowProps) {
  const { t, timeName } = locale;
  const { id, kind, at, attempts, status, tookMs, answer } = delivery;
  const when = (one: Date) => timeName(one, zone, dayIn(zone, now));
  return (
    <li className="grid justify-items-start gap-1 py-3">
      <p className="wrap-anywhere">
        <code>{kind}</code> <span className="text-muted">{when(at)}</span>
      </p>
      <p>
        <State delivery={delivery} locale={locale} when={when} />
      </p>
      {attempts > 0 && tookMs !== null ? (
        <p className="text-sm text-muted">
          {t("otherPrograms.log.attempt", { attempts, status: status ?? "–", ms: tookMs })}
        </p>
      ) : null}
      {answer ? (
        <pre className="max-w-full text-xs break-all whitespace-pre-wrap">{answer}</pre>
      ) : null}
      {delivery.deliveredAt || !delivery.dueAt || attempts > 0 ? (
        <ActionButton
          action={replay}
          hidden={{ deliveryId: id }}
          about={`${kind}, ${when(at)}`}
          busy={t("otherPrograms.log.replaying")}
        >
          {t("otherPrograms.log.replay")}
        </ActionButton>
      ) : null}
    </li>
  );
}

const isWhy = (why: string): why is Why => WHYS.includes(why as Why);

type StateProps = Pick<RowProps, "delivery" | "locale"> & { when: (at: Date) => string };

function State({ delivery: { deliveredAt, dueAt, why }, locale: { t }, when }: StateProps) {
  if (deliveredAt)
    return <StatusBadge shape="done">{t("otherPrograms.log.delivered")}</StatusBadge>;
  const fault = isWhy(why) ? t(`otherPrograms.why.${why}`) : "";
  return (
    <>
      <StatusBadge shape={dueAt ? "waits" : "late"}>
        {dueAt
          ? t("otherPrograms.log.waits", { when: when(dueAt) })
          : t("otherPrograms.log.failed")}
      </StatusBadge>{" "}
      {fault}
    </>
  );
}
