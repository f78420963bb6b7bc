import { z } from "zod";
import { findContactByToken } from "@/auth/contact";
import { limit } from "@/auth/limits";
import { Frame, Notice } from "@/document/frame";
import { readForm } from "@/document/form";
import { notFoundDocument, renderDocument, seeOther } from "@/document/render";
import { chooseNews } from "@/features/clients/commands";
import { chosenNews } from "@/features/clients/schema";
import { writeToFreelancer } from "@/features/messages/commands";
import { messageFromContact } from "@/features/messages/schema";
import { findStatusPage } from "@/features/projects/status/queries";
import { Refusal } from "@/lib/errors";
import { StatusPage, type WriteBox } from "./status-page";

const projectShape = z.uuid().nullable();

/** The status page for a token: the newest open project, or the one asked for. Reads, and changes nothing. */
export async function showStatusPage(token: string, projectId: string | null, typed?: WriteBox, fileProblem?: string, newsProblem?: string): Promise<Response> {
  const now = new Date();
  const entry = await findContactByToken(token, now);
  if (entry.kind === "expired") return expired();
  const wanted = projectShape.safeParse(projectId);
  if (entry.kind === "unknown" || !wanted.success) return notFoundDocument();
  const facts = await findStatusPage(entry.scope, wanted.data);
  if (!facts) return notFoundDocument();
  const path = facts.project ? `/p/${token}/${facts.project.id}` : `/p/${token}`;
  return renderDocument(<StatusPage facts={facts} path={path} now={now} typed={typed} fileProblem={fileProblem} newsProblem={newsProblem} />, { status: typed || fileProblem || newsProblem ? 422 : 200, live: true });
}

/** Takes what the client wrote. On a refusal the page comes back with what was typed. */
export async function takeMessage(request: Request, token: string, projectId: string, keep: (typed: string) => void): Promise<Response> {
  const now = new Date();
  const wanted = z.uuid().safeParse(projectId);
  if (!wanted.success) return notFoundDocument();
  let text = "";
  try {
    const form = await readForm(request);
    text = (form.get("text") ?? "").slice(0, 20_000);
    keep(text);
    const entry = await findContactByToken(token, now);
    if (entry.kind === "expired") return await expired();
    if (entry.kind === "unknown") return await notFoundDocument();
    const input = messageFromContact.safeParse({ text: form.get("text") ?? undefined, formKey: form.get("formKey") ?? undefined });
    if (!input.success) throw new Refusal("invalid", input.error.issues[0]?.message ?? "Message: please write something.");
    await limit("contact-message", entry.scope.contactId);
    await writeToFreelancer(entry.scope, { ...input.data, projectId: wanted.data }, now);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found") throw error;
    return showStatusPage(token, projectId, { text, problem: error.message });
  }
  return seeOther(`/p/${token}/${wanted.data}#thread`);
}

/** Takes how often the contact wants to hear of shown work. On a refusal the page comes back and says why. */
export async function takeNews(request: Request, token: string, projectId: string): Promise<Response> {
  const wanted = z.uuid().safeParse(projectId);
  if (!wanted.success) return notFoundDocument();
  try {
    const form = await readForm(request);
    const entry = await findContactByToken(token, new Date());
    if (entry.kind === "expired") return await expired();
    if (entry.kind === "unknown") return await notFoundDocument();
    const input = chosenNews.safeParse({ news: form.get("news") ?? undefined });
    if (!input.success) throw new Refusal("invalid", input.error.issues[0]?.message ?? "Please choose one of the three.");
    await limit("contact-choice", entry.scope.contactId);
    await chooseNews(entry.scope, input.data.news);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not-found") throw error;
    return showStatusPage(token, projectId, undefined, undefined, error.message);
  }
  return seeOther(`/p/${token}/${wanted.data}#news`);
}

export function expired(): Promise<Response> {
  return renderDocument(
    <Frame title="Your project">
      <Notice heading="This link has run out.">
        <p>That is by design, and nothing is lost. Ask the person who sent it for a new one.</p>
      </Notice>
    </Frame>,
    { status: 410 },
  );
}
