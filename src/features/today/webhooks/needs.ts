import { iso, need, time } from "@/features/today/need";

/** An address of another program's that was switched off, since nothing gets through to it. */
export const webhookNeeds = {
  "webhook off": need<{ endpointId: string; host: string; why: "gone" | "failing"; at: Date }>({
    key: ({ endpointId }) => endpointId,
    pressing: iso,
    tell: ({ endpointId, host, why, at }, clock) => ({
      shape: "risk",
      word: clock.locale.t("otherPrograms.need.word"),
      head: clock.locale.t(`otherPrograms.need.${why}`, { host }),
      about: clock.locale.t("today.needs.since", { when: time(at, clock) }),
      href: `/settings/other-programs/${endpointId}`,
      action: clock.locale.t("otherPrograms.need.action"),
    }),
  }),
};
