declare const gate: unique symbol;

/**
 * Proof that a request is this freelancer's. Only the gates of `src/auth`, the worker and the
 * tests' factories make one.
 */
export type Scope = { readonly freelancerId: string; readonly [gate]: "freelancer" };

/** Proof that a request came by this contact's own secret link. */
export type ContactScope = {
  readonly freelancerId: string;
  readonly clientId: string;
  readonly contactId: string;
  readonly [gate]: "contact";
};

/** Proof that a request came by this subcontractor's own secret link. It reaches nothing of a client. */
export type SubcontractorScope = {
  readonly freelancerId: string;
  readonly subcontractorId: string;
  readonly [gate]: "subcontractor";
};

export function freelancerScope(freelancerId: string): Scope {
  return { freelancerId: requireId(freelancerId) } as Scope;
}

export function contactScope(contact: {
  freelancerId: string;
  clientId: string;
  contactId: string;
}): ContactScope {
  const { freelancerId, clientId, contactId } = contact;
  return {
    freelancerId: requireId(freelancerId),
    clientId: requireId(clientId),
    contactId: requireId(contactId),
  } as ContactScope;
}

export function subcontractorScope(subcontractor: {
  freelancerId: string;
  subcontractorId: string;
}): SubcontractorScope {
  const { freelancerId, subcontractorId } = subcontractor;
  return {
    freelancerId: requireId(freelancerId),
    subcontractorId: requireId(subcontractorId),
  } as SubcontractorScope;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A scope without an id would be everybody's: it is never made. */
function requireId(id: unknown): string {
  if (typeof id !== "string" || !ID.test(id)) throw new Error("A scope needs the ids it is for.");
  return id;
}
