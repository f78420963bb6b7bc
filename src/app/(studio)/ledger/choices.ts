import type { LedgerChoices } from "@/features/ledger/queries";
import { kindName } from "@/features/ledger/rules";
import { channelWords } from "@/features/studio/rules";
import { CHANNELS, KINDS_BY_HAND } from "@/features/ledger/schema";

/** What the forms of an entry offer. */
export function formChoices({ clients, projects }: LedgerChoices, today: string) {
  return {
    clients,
    projects,
    kinds: KINDS_BY_HAND.map((kind) => ({ value: kind, label: kindName(kind) })),
    channels: CHANNELS.map((channel) => ({ value: channel, label: channelWords[channel] })),
    today,
  };
}
