import { z } from "zod";
import { refusedInput, refusedStatus } from "@/app/(client)/refused-input";
import { findContactByToken, type ContactEntry } from "@/auth/contact";
import { limit } from "@/auth/limits";
import { Frame, Notice } from "@/document/frame";
import { readForm } from "@/document/form";
import { notFoundDocument, renderDocument, seeOther, type Reader } from "@/document/render";
import { chooseUpdateFrequency } from "@/features/clients/commands";
import { chosenUpdateFrequency } from "@/features/clients/schema";
import { writeToFreelancer } from "@/features/messages/commands";
import { messageFromContact } from "@/features/messages/schema";
import { openStatusPage } from "@/features/projects/status/queries";
import { toldIn } from "@/language/refusals";
import { localeOf } from "@/language/locale";
import { Refusal } from "@/lib/errors";
import { StatusPage, type Part } from "./status-page";

const projectShape = z.uuid().nullable();

/** Who a token belongs to. From then on the reader is spoken to in their own language; a link that is dead tells nobody's. */
export async function enter(reader: Reader, token: string, now: Date): Promise<ContactEntry> {
  const entry = await findContactByToken(token, now);
  know(reader, entry);
  return entry;
}

function know(reader: Reader, entry: ContactEntry): void {
  if (entry.kind !== "unknown") reader.locale = localeOf(entry.language);
}

/** The status page for a token: the newest open project, or the one asked for; with why one of its forms was refused. Reads, and changes nothing. */
export async function showStatusPage(
  reader: Reader,
  token: string,
  projectId: string | null,
  refused?: { part: Part; why: Refusal; text?: string },
): Promise<Response> {
  const now = new Date();
  const wanted = projectShape.safeParse(projectId);
  const { entry, facts } = await openStatusPage(token, wanted.success ? wanted.data : null, now);
  know(reader, entry);
  if (entry.kind === "expired") return expired(reader);
  if (!facts || !wanted.success) return notFoundDocument(reader.locale);
  const path = facts.project ? `/p/${token}/${facts.project.id}` : `/p/${token}`;
  const problem = refused && {
    part: refused.part,
    text: refused.text,
    sentence: toldIn(reader.locale, refused.why),
  };
  return renderDocument(
    <StatusPage locale={reader.locale} facts={facts} path={path} now={now} problem={problem} />,
    { ...(refused ? refusedStatus(refused.why) : {}), live: true },
  );
}

/** Takes what the client wrote. On a refusal the page comes back with what was typed. */
export async function takeMessage(
  request: Request,
  reader: Reader,
  token: string,
  projectId: string,
): Promise<Response> {
  const now = new Date();
  const wanted = z.uuid().safeParse(projectId);
  if (!wanted.success) return notFoundDocument(reader.locale);
  try {
    const form = await readForm(request);
    reader.typed = (form.get("text") ?? "").slice(0, 20_000);
    const entry = await enter(reader, token, now);
    if (entry.kind === "expired") return await expired(reader);
    if (entry.kind === "unknown") return await notFoundDocument(reader.locale);
    const input = messageFromContact.safeParse({
      text: form.get("text") ?? undefined,
      formKey: form.get("formKey") ?? undefined,
    });
    if (!input.success) throw refusedInput(input.error);
    await limit("contact-message", entry.scope.contactId);
    await writeToFreelancer(entry.scope, { ...input.data, projectId: wanted.data }, now);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found") throw error;
    return showStatusPage(reader, token, projectId, {
      part: "thread",
      why: error,
      text: reader.typed,
    });
  }
  return seeOther(`/p/${token}/${wanted.data}#thread`);
}

/** Takes how often the contact wants to hear of shown work. On a refusal the page comes back and says why. */
export async function takeUpdateFrequency(
  request: Request,
  reader: Reader,
  token: string,
  projectId: string,
): Promise<Response> {
  const wanted = z.uuid().safeParse(projectId);
  if (!wanted.success) return notFoundDocument(reader.locale);
  try {
    const form = await readForm(request);
    const entry = await enter(reader, token, new Date());
    if (entry.kind === "expired") return await expired(reader);
    if (entry.kind === "unknown") return await notFoundDocument(reader.locale);
    const input = chosenUpdateFrequency.safeParse({
      updateFrequency: form.get("updateFrequency") ?? undefined,
    });
    if (!input.success) throw refusedInput(input.error);
    const { facts } = await openStatusPage(token, wanted.data, new Date());
    if (!facts) return await notFoundDocument(reader.locale);
    await limit("contact-choice", entry.scope.contactId);
    await chooseUpdateFrequency(entry.scope, input.data.updateFrequency);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found") throw error;
    return showStatusPage(reader, token, projectId, { part: "updates", why: error });
  }
  return seeOther(`/p/${token}/${wanted.data}#updates`);
}

export function expired({ locale: own }: Reader): Promise<Response> {
  return renderDocument(
    <Frame locale={own} title={own.t("page.title")}>
      <Notice heading={own.t("notice.expired.heading")}>
        <p>{own.t("notice.expired.text")}</p>
      </Notice>
    </Frame>,
    { status: 410 },
  );
}
