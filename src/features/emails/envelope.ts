/** Who writes to whom: everything about an email that its words do not say. */
export type Envelope = {
  freelancerId: string;
  /** Left out, as subcontractorId is, its reader is the freelancer. */
  contactId?: string;
  subcontractorId?: string;
  fromName: string;
  replyTo: string | null;
  toName: string;
  toAddress: string;
};

export type StudioFacts = { freelancerId: string; freelancerName: string; replyTo: string };

/** What an email asks of a studio, as a selection of its columns: `language` is the freelancer's. */
export const studioEnvelope = {
  freelancerId: true,
  freelancerName: true,
  replyTo: true,
  language: true,
} as const;

/** From the freelancer, in their name, to a person at a client; an answer goes to the freelancer. */
export function toContact(
  studio: StudioFacts,
  contact: { id: string; name: string; address: string },
): Envelope {
  return {
    freelancerId: studio.freelancerId,
    contactId: contact.id,
    fromName: studio.freelancerName,
    replyTo: studio.replyTo,
    toName: contact.name,
    toAddress: contact.address,
  };
}

/** From the freelancer, in their name, to a subcontractor; an answer goes to the freelancer's own address. */
export function toSubcontractor(
  studio: StudioFacts,
  { id, ...person }: { id: string; name: string; address: string },
): Envelope {
  const { contactId: _none, ...envelope } = toContact(studio, { id, ...person });
  return { ...envelope, subcontractorId: id };
}

/** From the product to the freelancer. */
export function toFreelancer(studio: StudioFacts): Envelope {
  return {
    freelancerId: studio.freelancerId,
    fromName: "Uptomark",
    replyTo: null,
    toName: studio.freelancerName,
    toAddress: studio.replyTo,
  };
}
