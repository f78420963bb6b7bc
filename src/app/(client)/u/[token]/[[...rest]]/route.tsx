import { databaseNow } from "@/db/clock";
import { z } from "zod";
import { findContactByUnsubscribeToken } from "@/auth/unsubscribe";
import { findSubcontractorByUnsubscribeToken } from "@/auth/subcontractor";
import { contactForm, orShownAgain } from "@/document/contact-form";
import { isOneClick } from "@/document/form";
import { documentRoute, found, notFoundDocument } from "@/document/render";
import { refusal } from "@/language/refusals";
import { clientPath } from "@/lib/client-paths";
import type { Refusal } from "@/lib/errors";
import { contactWho, subcontractorWho, type Who } from "@/app/(client)/u/who";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Whose token it is: a contact's, a subcontractor's, or nobody's. */
async function whoseToken(token: string): Promise<Who | null> {
  const path = clientPath.unsubscribe(token);
  const contact = await findContactByUnsubscribeToken(token);
  if (contact) return contactWho(contact, path);
  const subcontractor = await findSubcontractorByUnsubscribeToken(token);
  return subcontractor && subcontractorWho(subcontractor, path);
}

/** Says what would stop and what goes on. However often it is opened, and by whatever, it stops nothing. */
export const GET = documentRoute(async (_request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  const who = await whoseToken(token);
  if (!who) return notFoundDocument(reader);
  // After a refused press this is the address in the bar.
  if (rest?.length === 1 && rest[0] === "again") return found(clientPath.unsubscribe(token));
  return rest ? notFoundDocument(reader) : who.show();
});

/** The button alone: there is nothing to fill in. */
const pressed = z.object({});

/**
 * `/u/<token>` stops: pressed on the page, or by a mail program without a page between, which sends neither
 * Origin nor cookie and follows no redirect (RFC 8058). `/u/<token>/again` starts again, from no other place's page.
 */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const who = await whoseToken(token);
  if (!who || rest.length > 1 || (rest[0] && rest[0] !== "again")) return notFoundDocument(reader);
  const showAgain = async (why: Refusal) => {
    if (why.code === "too-many") throw why;
    return who.show(why);
  };
  if (!rest[0]) return orShownAgain(() => stop(request, who), showAgain);
  return contactForm({ request, reader, enter: async () => who, showAgain }, pressed, async () => {
    await who.limit();
    await who.again();
    return clientPath.unsubscribe(token);
  });
});

async function stop(request: Request, who: Who): Promise<Response> {
  if (!(await isOneClick(request))) throw refusal("invalid", "notTheButton");
  await who.limit();
  await who.stop(databaseNow());
  return who.show();
}
