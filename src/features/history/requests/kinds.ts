import { forBoth, forStudio, theirs } from "@/features/history/rules";
import type { Day } from "@/lib/dates";

type Titled = { title: string };

/** What happens to what a client is asked for. */
export const requestKinds = {
  "request.asked": forBoth<Titled & { on: Day }>(({ t, data: { title, on }, day }) =>
    t("history.did.request.asked", { title, on: day(on) }),
  ),
  "request.changed": forBoth<Titled & { on: Day }>(({ t, data: { title, on }, day }) =>
    t("history.did.request.changed", { title, on: day(on) }),
  ),
  "request.answered": forBoth<Titled>(({ t, data, ...telling }) =>
    t("history.did.request.answered", { ...data, who: theirs(t, telling) }),
  ),
  "request.replied": forBoth<Titled>(({ t, data, ...telling }) =>
    t("history.did.request.replied", { ...data, who: theirs(t, telling) }),
  ),
  "request.noted": forBoth(null),
  "request.cancelled": forBoth<Titled>(({ t, data }) => t("history.did.request.cancelled", data)),
  "request.reopened": forBoth<Titled>(({ t, data }) => t("history.did.request.reopened", data)),
  "nudges.switched": forStudio<{ isOn: boolean }>(null),
};
