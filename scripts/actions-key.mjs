import { hkdfSync } from "node:crypto";

/**
 * Returns the key by which Next names a form's action. It is the same for every build of an install, so that a page
 * that was open over an update can still be sent. What a form's action carries is sealed under it, too.
 */
export function actionsKey(secret) {
  return Buffer.from(hkdfSync("sha256", secret, "", "next server actions", 32)).toString("base64");
}
