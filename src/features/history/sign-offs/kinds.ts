import { forBoth, theirs } from "@/features/history/rules";

type Titled = { title: string };

/** What happens to what is put before a client. */
export const signOffKinds = {
  "signOff.put": forBoth<Titled>(({ t, data }) => t("history.did.signOff.put", data)),
  "signOff.accepted": forBoth<Titled>(({ t, data: { title }, ...telling }) =>
    t("history.did.signOff.accepted", { who: theirs(t, telling), title }),
  ),
  "signOff.changesAsked": forBoth<Titled>(({ t, data: { title }, ...telling }) =>
    t("history.did.signOff.changesAsked", { who: theirs(t, telling), title }),
  ),
  "signOff.takenBack": forBoth<Titled>(({ t, data }) => t("history.did.signOff.takenBack", data)),
  "signOff.unanswered": forBoth<Titled>(({ t, data }) => t("history.did.signOff.unanswered", data)),
};
