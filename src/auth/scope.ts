declare const gate: unique symbol;

/** Proof that a request is this freelancer's. Only the gates of `src/auth`, the worker and the tests' factories make one. */
export type Scope = { readonly freelancerId: string; readonly [gate]: "freelancer" };

/** Proof that a request came by this contact's own secret link. */
export type ContactScope = {
  readonly freelancerId: string;
  readonly clientId: string;
  readonly contactId: string;
  readonly [gate]: "contact";
};

export function freelancerScope(freelancerId: string): Scope {
  return { freelancerId } as Scope;
}

export function contactScope(contact: {
  freelancerId: string;
  clientId: string;
  contactId: string;
}): ContactScope {
  return contact as ContactScope;
}
