"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { freelancerAction } from "@/lib/action";
import {
  addClient,
  addContact,
  correctContact,
  renameClient,
  limitLink,
  renewLink,
  revokeLink,
} from "./commands";
import {
  changedContact,
  contactRef,
  limitedLink,
  newClient,
  newContact,
  renamedClient,
} from "./schema";

export const add = freelancerAction(newClient, async (input, { scope }) => {
  const id = await addClient(scope, input);
  revalidatePath("/", "layout");
  redirect(`/clients/${id}`);
});

export const rename = freelancerAction(renamedClient, async (input, { scope }) => {
  await renameClient(scope, input);
  revalidatePath("/", "layout");
  return "Saved.";
});

export const addPerson = freelancerAction(newContact, async (input, { scope }) => {
  await addContact(scope, input);
  revalidatePath("/", "layout");
  return `${input.contactName} has been added, with a private link.`;
});

export const correctPerson = freelancerAction(changedContact, async (input, { scope }) => {
  await correctContact(scope, input);
  revalidatePath("/", "layout");
  return "Saved.";
});

export const renew = freelancerAction(contactRef, async ({ contactId }, { scope }) => {
  await renewLink(scope, contactId);
  revalidatePath("/", "layout");
  return "New link made. The old one no longer works.";
});

export const revoke = freelancerAction(contactRef, async ({ contactId }, { scope, now }) => {
  await revokeLink(scope, contactId, now);
  revalidatePath("/", "layout");
  return "Link revoked. It no longer works.";
});

export const limit = freelancerAction(limitedLink, async (input, { scope }) => {
  await limitLink(scope, input);
  revalidatePath("/", "layout");
  return input.lastOn
    ? "Saved. After that day they see a polite notice."
    : "Saved. The link does not expire.";
});
