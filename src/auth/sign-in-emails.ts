import { log } from "@/lib/log";
import { count } from "./limits";

/**
 * Whether one more email with a link to sign in, or to change how, is within what one address and the install may
 * have in a day. What nobody is sent uses up nothing of the install's.
 */
export async function isWithinDay(address: string, isAllowed: boolean): Promise<boolean> {
  const one = await count("sign-in-email", address);
  const all = await count("sign-in-emails", isAllowed && one.isWithin ? "sent" : "not sent");
  if (isAllowed && all.isFirstPast)
    log().error(
      "the install has sent its 80 sign-in emails of the day: no more are sent until it is over",
    );
  return one.isWithin && all.isWithin;
}
