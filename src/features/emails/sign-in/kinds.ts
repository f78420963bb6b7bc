/** Emails to the address that somebody signs in with. They belong to no studio. */
export const signInKinds = {
  "sign-in.requested": {
    purpose: "PROJECT",
    name: "emails.kinds.signIn",
    why: "emails.why.signIn",
  },
  "passkey.added": {
    purpose: "PROJECT",
    name: "emails.kinds.signInChanged",
    why: "emails.why.passkeyAdded",
  },
  "passkey.removed": {
    purpose: "PROJECT",
    name: "emails.kinds.signInChanged",
    why: "emails.why.passkeyRemoved",
  },
  "signInAddress.confirm": {
    purpose: "PROJECT",
    name: "emails.kinds.signInChanged",
    why: "emails.why.addressAsked",
  },
  "signInAddress.asked": {
    purpose: "PROJECT",
    name: "emails.kinds.signInChanged",
    why: "emails.why.addressAsked",
  },
  "signInAddress.changed": {
    purpose: "PROJECT",
    name: "emails.kinds.signInChanged",
    why: "emails.why.addressChanged",
  },
} as const;
