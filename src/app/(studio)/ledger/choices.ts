import type { LedgerChoices } from "@/features/ledger/queries";
import { CHANNELS, KINDS_BY_HAND } from "@/features/ledger/schema";
import type { StudioLocale } from "@/language/studio";

/** What the forms of an entry offer. */
export function formChoices(
  { clients, projects }: LedgerChoices,
  today: string,
  { t }: StudioLocale,
) {
  return {
    clients,
    projects,
    kinds: KINDS_BY_HAND.map((kind) => ({ value: kind, label: t(`ledger.kinds.${kind}`) })),
    channels: CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) })),
    today,
  };
}
