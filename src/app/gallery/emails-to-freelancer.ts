import { specifiedEmail } from "@/features/cases/emails";
import { promisesAtRisk } from "@/features/deadlines/emails";
import { emailCameBack, signInEmail } from "@/features/emails/emails";
import { tellOfFiles } from "@/features/files/emails";
import { tellFreelancer } from "@/features/messages/emails";
import { quietAnswered } from "@/features/quiet-clients/emails";
import { addressNotice, confirmAddressEmail } from "@/features/sign-in/address/emails";
import { passkeyChanged } from "@/features/sign-in/passkeys/emails";
import { signOffAccepted } from "@/features/sign-offs/emails";
import { answerArrived } from "@/features/surveys/emails";
import type { Counts } from "@/features/quality/rules";
import { testimonialChanged } from "@/features/testimonials/emails";
import { erasureAsked, studioErased } from "@/workflows/erase-studio/emails";
import type { Locale } from "@/language/locale";
import { studioLocaleOf } from "@/language/studio";
import { speaking } from "@/language/say";
import { addDays } from "@/lib/dates";
import { links } from "@/lib/links";
import { yearReviewed } from "@/workflows/review-year/emails";
import type { GalleryFacts } from "./facts";
import { PROJECT_ID, TOKEN, type Samples } from "./sample";

const ownStudio = {
  name: "Studio Holm",
  zone: "Europe/Copenhagen",
  address: "mira@example.com",
};
/** The studio in the language that the gallery shows. */
const studio = ({ language }: Locale) => studioLocaleOf(language);

const addressSample = ({ now }: GalleryFacts, { language }: Locale) => ({
  studio: { ...ownStudio, language },
  before: ownStudio.address,
  address: "mira@holm.example",
  now,
});

const passkeySample = (
  kind: "passkey.added" | "passkey.removed",
  { now }: GalleryFacts,
  { language }: Locale,
) => {
  const change = { kind, passkey: "iPhone", address: ownStudio.address, now };
  return [{ ...ownStudio, language }, change] as const;
};

/** Each kind that the freelancer is sent, as the rooms write it. */
export const toFreelancerSamples = {
  "signOff.accepted": (facts, own) => {
    const said = { ...facts, title: facts.fileName, projectId: PROJECT_ID };
    return [
      { what: "One", ...signOffAccepted(studio(own), { ...said, isCompleted: false }) },
      { what: "The last one", ...signOffAccepted(studio(own), { ...said, isCompleted: true }) },
    ];
  },
  "quietClient.answered": (facts, own) => {
    const said = { ...facts, clientName: "Duarte Lighthouse Tours", clientId: PROJECT_ID };
    return [
      {
        what: "No work at the moment",
        ...quietAnswered(studio(own), {
          ...said,
          reason: "NO_WORK",
          words: "",
          isComplaint: false,
        }),
      },
      {
        what: "A complaint",
        ...quietAnswered(studio(own), {
          ...said,
          reason: "RESULT",
          words: facts.answer,
          isComplaint: true,
        }),
      },
    ];
  },
  "sign-in.requested": ({ now }, { language }) =>
    speaking(language, () => [
      { what: "As always", ...signInEmail("mira@example.com", links.signIn(TOKEN), now) },
    ]),
  "signInAddress.confirm": (facts, own) => [
    {
      what: "As always",
      ...confirmAddressEmail(addressSample(facts, own), links.confirmAddress(TOKEN)),
    },
  ],
  "signInAddress.asked": (facts, own) => [
    { what: "As always", ...addressNotice("asked", addressSample(facts, own)) },
  ],
  "signInAddress.changed": (facts, own) => [
    { what: "As always", ...addressNotice("changed", addressSample(facts, own)) },
  ],
  "passkey.added": (facts, own) => [
    { what: "As always", ...passkeyChanged(...passkeySample("passkey.added", facts, own)) },
  ],
  "passkey.removed": (facts, own) => [
    { what: "As always", ...passkeyChanged(...passkeySample("passkey.removed", facts, own)) },
  ],
  "studio.erasureAsked": ({ now }, { language }) => {
    const eraseAt = new Date(now.getTime() + 86_400_000);
    return [{ what: "As always", ...erasureAsked({ ...ownStudio, language, eraseAt, now }) }];
  },
  "studio.erased": ({ now }, { language }) => [
    { what: "As always", ...studioErased({ ...ownStudio, language, now }) },
  ],
  "message.posted": (facts, own) => [
    {
      what: "From two people",
      ...tellFreelancer(studio(own), {
        ...facts,
        threadTitle: facts.projectTitle,
        page: links.project(PROJECT_ID),
        lines: [
          { by: facts.contactName, text: facts.message },
          { by: "Karin Vogt", text: "And the legend, please." },
        ],
        hasMore: false,
      }),
    },
  ],
  "file.received": (facts, own) => {
    const file = { by: facts.contactName, name: facts.fileName, size: "2.4 MB" };
    const tell = (files: (typeof file)[], hasMore = false) =>
      tellOfFiles(studio(own), { ...facts, projectId: PROJECT_ID, files, hasMore });
    return [
      { what: "One file", ...tell([file]) },
      { what: "From two people", ...tell([file, { ...file, by: "Karin Vogt" }]) },
      { what: "More than it names", ...tell([file, file], true) },
    ];
  },
  "answer.received": (facts, own) => {
    const about = { ...facts, projectId: PROJECT_ID };
    return [
      {
        what: "Up to mark",
        ...answerArrived(studio(own), {
          ...about,
          caseId: null,
          isRevision: false,
          verdict: "UP_TO_MARK",
        }),
      },
      {
        what: "Not up to mark, changed",
        ...answerArrived(studio(own), {
          ...about,
          caseId: PROJECT_ID,
          isRevision: true,
          verdict: "NOT_UP_TO_MARK",
          effort: 2,
          words: facts.answer,
        }),
      },
    ];
  },
  "testimonial.changed": (facts, own) => {
    const said = { contactName: facts.contactName, text: facts.answer, shownName: "Ines, Lisbon" };
    const removed = { ...said, change: "removed" as const, text: "", shownName: "" };
    return [
      {
        what: "Given",
        ...testimonialChanged(studio(own), { ...facts, changes: [{ ...said, change: "given" }] }),
      },
      {
        what: "Changed by one, removed by another",
        ...testimonialChanged(studio(own), {
          ...facts,
          changes: [
            { ...said, change: "edited" },
            { ...removed, contactName: "Karin Vogt" },
          ],
        }),
      },
    ];
  },
  "case.specified": (facts, own) => {
    const about = { ...facts, caseId: PROJECT_ID, specifics: facts.answer };
    return [
      {
        what: "Ticked and written",
        ...specifiedEmail(studio(own), { ...about, about: ["RESULT", "DATE"] }),
      },
      {
        what: "Ticked only",
        ...specifiedEmail(studio(own), { ...about, about: ["PRICE"], specifics: "" }),
      },
    ];
  },
  "deadlines.at-risk": (facts, own) => {
    const risk = {
      projectId: PROJECT_ID,
      project: facts.projectTitle,
      title: facts.deadlineTitle,
      promisedOn: facts.fromOn,
      why: { about: "marked" } as const,
    };
    const tell = (risks: (typeof risk)[]) => promisesAtRisk(studio(own), { ...facts, risks });
    return [
      { what: "One promise", ...tell([risk]) },
      { what: "Two", ...tell([risk, { ...risk, promisedOn: addDays(facts.fromOn, 1) }]) },
    ];
  },
  "year.reviewed": (facts, { language }) => {
    const tell = (counts: Counts) =>
      yearReviewed(studioLocaleOf(language), { ...facts, year: "2025-01-01", counts });
    const replies = { "30": 3, "95": 4, "600": 1 };
    return [
      {
        what: "A year of much",
        ...tell({
          "promises.kept": { "0": 27 },
          "promises.missed": { "0": 2 },
          "replies.EMAIL": replies,
        }),
      },
      {
        what: "Something is owed",
        ...tell({
          "verdicts.UP_TO_MARK": { "0": 1 },
          "wrong.CORRECTION": { "0": 3 },
          "remedies.open": { "0": 1 },
        }),
      },
      { what: "A year of little", ...tell({ deliveries: { "0": 2 } }) },
    ];
  },
  "email.bounced": (facts, own) => [
    { what: "For good", ...cameBack(facts, own, "bounced", true) },
    { what: "For now", ...cameBack(facts, own, "bounced", false) },
  ],
  "email.complained": (facts, own) => [
    { what: "As always", ...cameBack(facts, own, "complained", true) },
  ],
} satisfies Record<string, Samples>;

function cameBack(
  facts: GalleryFacts,
  own: Locale,
  kind: "bounced" | "complained",
  isForGood: boolean,
) {
  return emailCameBack(
    studio(own),
    {
      freelancerName: facts.freelancerName,
      subject: facts.projectTitle,
      toName: facts.contactName,
      toAddress: "ines@example.com",
      kind,
      isForGood,
      why: "The mailbox does not exist.",
    },
    links.client(PROJECT_ID),
  );
}
