import { databaseNow } from "@/db/clock";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isOwnOrigin } from "@/auth/origin";
import type { Scope } from "@/auth/scope";
import { findSignedIn } from "@/auth/session";
import { readAway } from "@/document/upload";
import { stageFile } from "@/features/files/staged/commands";
import { attachFile } from "@/features/files/uploads/commands";
import { fileLabel } from "@/features/files/schema";
import { attachForSubcontractor } from "@/features/subcontractors/uploads/commands";
import { languageAsked } from "@/language/accept-language";
import { say, speak, speaking } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";

export const dynamic = "force-dynamic";

const reply = (status: number, message?: string) =>
  Response.json(
    { message },
    { status, headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" } },
  );

/**
 * Accepts one file from the freelancer: the body is its bytes, x-file-name its name, percent-encoded. For a project or
 * an assignment it appears at once; x-form-key is the same for each attempt to send it. With `?with=message` it waits
 * for the message it is sent with, in a project's thread or a client's own, and the answer says under which id.
 */
export function POST(request: Request): Promise<Response> {
  return speaking(languageAsked(request.headers.get("accept-language")), () => take(request));
}

async function take(request: Request): Promise<Response> {
  try {
    if (!isOwnOrigin(request.headers)) return reply(403, say("form.outOfDate"));
    const signedIn = await findSignedIn();
    if (!signedIn?.studio) return reply(401, say("form.signedOut"));
    speak(signedIn.studio.language);
    return await save(request, signedIn.scope);
  } catch (error) {
    return request.signal.aborted ? reply(400) : failed(request, error);
  }
}

const none = z.null();
const asked = z.union([
  z.object({
    project: z.uuid(),
    client: none,
    assignment: none,
    with: z.literal("message").nullable(),
  }),
  z.object({ project: none, client: z.uuid(), assignment: none, with: z.literal("message") }),
  z.object({ project: none, client: none, assignment: z.uuid(), with: none }),
]);

async function save(request: Request, scope: Scope): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const where = asked.safeParse({
    project: searchParams.get("project"),
    client: searchParams.get("client"),
    assignment: searchParams.get("assignment"),
    with: searchParams.get("with"),
  });
  if (!where.success || !request.body) throw notFound("project");
  const { project: projectId, client: clientId, assignment: assignmentId } = where.data;
  const label = fileLabel.parse({
    name: nameIn(request),
    mediaType: request.headers.get("content-type") ?? "",
    formKey: request.headers.get("x-form-key") ?? undefined,
  });
  const size = Number(request.headers.get("content-length") ?? NaN);
  const bytes = Number.isSafeInteger(size) ? size : undefined;
  // The body is read to its end after a refusal, so that the answer arrives.
  const chunks = request.body.values({ preventCancel: true });
  const arriving = { ...label, bytes, chunks };
  if (where.data.with) {
    const { freelancerId } = scope;
    const target = { freelancerId, projectId, clientId, contactId: null };
    const { id } = await stageFile(target, arriving, databaseNow);
    return Response.json({ id }, { headers: { "cache-control": "no-store" } });
  }
  if (projectId) await attachFile(scope, { ...arriving, projectId }, databaseNow);
  if (assignmentId) await attachForSubcontractor(scope, { ...arriving, assignmentId }, databaseNow);
  return reply(200);
}

async function failed(request: Request, error: unknown): Promise<Response> {
  if (error instanceof Refusal) {
    await readAway(request).catch(() => undefined);
    return reply(error.code === "not-found" ? 404 : 422, error.message);
  }
  const id = randomUUID().slice(0, 8);
  log().error({ id, ...plainError(error) }, "an upload failed");
  return reply(503, say("form.fileFailed", { id }));
}

function nameIn(request: Request): string {
  const said = request.headers.get("x-file-name") ?? "";
  try {
    return decodeURIComponent(said);
  } catch {
    return said;
  }
}
