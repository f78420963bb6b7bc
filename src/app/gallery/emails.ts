import { toContact, toFreelancer } from "@/features/emails/envelope";
import type { EmailKind } from "@/features/emails/kinds";
import type { Locale } from "@/language/locale";
import { freeze } from "@/mail/freeze";
import type { FrozenEmail } from "@/mail/words";
import { toContactSamples } from "./emails-to-contact";
import { aboutSubcontractorSamples, subcontractorSamples } from "./emails-to-subcontractor";
import { toFreelancerSamples } from "./emails-to-freelancer";
import type { GalleryFacts } from "./facts";
import { CONTACT_ID, PROJECT_ID, type Sample, type Samples } from "./sample";

/** Every kind of email and who reads it. A kind that has no samples does not compile. */
const catalogue: Record<EmailKind, [Sample["reader"], Samples][]> = {
  "sign-in.requested": [["freelancer", toFreelancerSamples["sign-in.requested"]]],
  "signInAddress.confirm": [["freelancer", toFreelancerSamples["signInAddress.confirm"]]],
  "signInAddress.asked": [["freelancer", toFreelancerSamples["signInAddress.asked"]]],
  "signInAddress.changed": [["freelancer", toFreelancerSamples["signInAddress.changed"]]],
  "passkey.added": [["freelancer", toFreelancerSamples["passkey.added"]]],
  "passkey.removed": [["freelancer", toFreelancerSamples["passkey.removed"]]],
  "studio.erasureAsked": [["freelancer", toFreelancerSamples["studio.erasureAsked"]]],
  "studio.erased": [["freelancer", toFreelancerSamples["studio.erased"]]],
  "project.completed": [["contact", toContactSamples["project.completed"]]],
  "survey.invited": [["contact", toContactSamples["survey.invited"]]],
  "survey.reminded": [["contact", toContactSamples["survey.reminded"]]],
  "testimonial.invited": [["contact", toContactSamples["testimonial.invited"]]],
  "testimonial.changed": [["freelancer", toFreelancerSamples["testimonial.changed"]]],
  "message.posted": [
    ["contact", toContactSamples["message.posted"]],
    ["freelancer", toFreelancerSamples["message.posted"]],
  ],
  "project.welcomed": [["contact", toContactSamples["project.welcomed"]]],
  "deadline.moved": [["contact", toContactSamples["deadline.moved"]]],
  "signOff.asked": [["contact", toContactSamples["signOff.asked"]]],
  "project.completing": [["contact", toContactSamples["project.completing"]]],
  "signOff.accepted": [["freelancer", toFreelancerSamples["signOff.accepted"]]],
  "request.asked": [["contact", toContactSamples["request.asked"]]],
  "request.nudged": [["contact", toContactSamples["request.nudged"]]],
  "work.shown": [["contact", toContactSamples["work.shown"]]],
  "file.received": [["freelancer", toFreelancerSamples["file.received"]]],
  "file.sent": [["contact", toContactSamples["file.sent"]]],
  "answer.received": [["freelancer", toFreelancerSamples["answer.received"]]],
  "case.apologized": [["contact", toContactSamples["case.apologized"]]],
  "quietClient.asked": [["contact", toContactSamples["quietClient.asked"]]],
  "quietClient.answered": [["freelancer", toFreelancerSamples["quietClient.answered"]]],
  "ownIt.told": [["contact", toContactSamples["ownIt.told"]]],
  "case.specified": [["freelancer", toFreelancerSamples["case.specified"]]],
  "deadlines.at-risk": [["freelancer", toFreelancerSamples["deadlines.at-risk"]]],
  "year.reviewed": [["freelancer", toFreelancerSamples["year.reviewed"]]],
  "assignment.begun": [["contact", subcontractorSamples["assignment.begun"]]],
  "assignment.posted": [["contact", subcontractorSamples["assignment.posted"]]],
  "assignment.moved": [["contact", subcontractorSamples["assignment.moved"]]],
  "assignment.paid": [["contact", subcontractorSamples["assignment.paid"]]],
  "assignment.thanked": [["contact", subcontractorSamples["assignment.thanked"]]],
  "assignment.asked": [["contact", subcontractorSamples["assignment.asked"]]],
  "assignment.received": [["freelancer", aboutSubcontractorSamples["assignment.received"]]],
  "assignment.answered": [["freelancer", aboutSubcontractorSamples["assignment.answered"]]],
  "email.bounced": [["freelancer", toFreelancerSamples["email.bounced"]]],
  "email.complained": [["freelancer", toFreelancerSamples["email.complained"]]],
};

/** Returns a kind's samples in a language; the freelancer's too. */
export function samplesOf(kind: EmailKind, facts: GalleryFacts, locale: Locale): Sample[] {
  return catalogue[kind].flatMap(([reader, write]) =>
    write(facts, locale).map((sample) => ({ ...sample, reader })),
  );
}

/** Returns a sample as it would be sent: its headers and both halves. */
export function asSent(facts: GalleryFacts, sample: Sample): Promise<FrozenEmail> {
  const studio = {
    freelancerId: PROJECT_ID,
    freelancerName: facts.freelancerName,
    replyTo: "mira@example.com",
  };
  const contact = { id: CONTACT_ID, name: facts.contactName, address: "ines@example.com" };
  const envelope = sample.reader === "contact" ? toContact(studio, contact) : toFreelancer(studio);
  return freeze({ ...envelope, ...sample }, sample.words);
}
