import { need, time, type Clock, type Press } from "@/features/today/need";

/** What a message may say about each delivery that waits for the client's word: one press each. */
const answersTo = (
  signOffs: { id: string; title: string }[],
  messageId: string,
  { locale: { t } }: Clock,
): Press[] =>
  signOffs.flatMap(({ id: signOffId, title }) =>
    (["ACCEPTED", "CHANGES"] as const).map((outcome) => ({
      label: t(`today.needs.signOff.${outcome === "ACCEPTED" ? "accepted" : "asked"}`, { title }),
      press: "sign-off" as const,
      hidden: { signOffId, outcome, messageId },
    })),
  );

/** What clients wrote: what waits for an answer, and what they ask for anew. */
export const messageNeeds = {
  "message waiting": need<{
    /** Empty for the client's own thread. */
    projectId: string | null;
    clientId: string;
    messageId: string;
    /** The project, or the client. */
    about: string;
    who: string;
    text: string;
    at: Date;
    answerBy: Date | null;
    /** Whether it says what is to be changed about a delivery. */
    wantsChanges: boolean;
    /** What was put before the client before they wrote, and waits for their word. */
    signOffs: { id: string; title: string }[];
  }>({
    key: ({ projectId, clientId }) => projectId ?? clientId,
    pressing: ({ answerBy, at }) => (answerBy ?? at).toISOString(),
    tell: ({ projectId, clientId, about, who, text, at, answerBy, ...facts }, clock) => ({
      shape: "waits",
      word: clock.locale.t(`today.needs.${facts.wantsChanges ? "signOff" : "message"}.word`),
      head: `${who}, ${about}`,
      about: answerBy
        ? clock.locale.t("today.needs.message.by", { when: time(answerBy, clock) })
        : clock.locale.t("today.needs.message.written", { when: time(at, clock) }),
      words: text,
      href: `${projectId ? `/projects/${projectId}` : `/clients/${clientId}`}#write`,
      action: clock.locale.t("today.needs.message.action"),
      presses: answersTo(facts.signOffs, facts.messageId, clock),
    }),
  }),

  "new work asked for": need<{
    messageId: string;
    clientId: string;
    client: string;
    who: string;
    text: string;
    at: Date;
    /** By when it is to be answered; null once it was, or where there are no hours. */
    answerBy: Date | null;
  }>({
    key: ({ messageId }) => messageId,
    pressing: ({ answerBy, at }) => (answerBy ?? at).toISOString(),
    tell: ({ messageId, clientId, client, who, text, at, answerBy }, clock) => ({
      shape: "waits",
      word: clock.locale.t("today.needs.newWork.word"),
      head: `${who}, ${client}`,
      about: answerBy
        ? clock.locale.t("today.needs.message.by", { when: time(answerBy, clock) })
        : clock.locale.t("today.needs.message.written", { when: time(at, clock) }),
      words: text,
      href: `/projects/new?ask=${messageId}`,
      action: clock.locale.t("today.needs.newWork.action"),
      presses: [
        { label: clock.locale.t("today.needs.newWork.answer"), href: `/clients/${clientId}#write` },
        {
          label: clock.locale.t("today.needs.newWork.dismiss"),
          press: "no-reply",
          hidden: { clientId, messageId },
        },
      ],
    }),
  }),
};
