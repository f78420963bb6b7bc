import { limit } from "@/auth/limits";
import { databaseNow } from "@/db/clock";
import { contactForm } from "@/document/contact-form";
import { accepted, askedChanges } from "@/features/sign-offs/schema";
import { notFound } from "@/lib/errors";
import { acceptOnPage, askForChanges } from "@/workflows/answer-sign-off/commands";
import { statusPageForm, type Taken } from "./serve";
import { withFiles } from "./serve-files";

/** Takes that a delivery is accepted. */
export async function takeAcceptance(taken: Taken): Promise<Response> {
  const now = databaseNow();
  const form = statusPageForm(taken, "sign-off", now);
  if (!form) throw notFound("page");
  return contactForm(form, accepted, async ({ signOffId }, scope) => {
    await limit("contact-choice", scope.contactId);
    await acceptOnPage(scope, { projectId: form.projectId, signOffId }, now);
    return form.next;
  });
}

/** Takes what is to be changed about a delivery, with its files. */
export async function takeChanges(taken: Taken): Promise<Response> {
  const now = databaseNow();
  const form = statusPageForm(taken, "sign-off", now);
  if (!form) throw notFound("page");
  const { projectId } = form;
  return withFiles(form, askedChanges, async (input, scope, fileIds) => {
    await limit("contact-message", scope.contactId);
    const asked = await askForChanges(scope, { ...input, projectId, fileIds }, now);
    return { ...asked, next: form.next };
  });
}
