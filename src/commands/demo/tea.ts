import { randomUUID } from "node:crypto";
import { db } from "@/db/client";
import { toDateColumn } from "@/lib/dates";
import { beginProject } from "@/workflows/begin-project/commands";
import type { Demo } from "./calendar";
import { happened, person, promise } from "./past";

/** Haru Tanaka and the labels of the spring teas. Returns the contact's id. */
export async function tea({ scope, day, at }: Demo): Promise<string> {
  const haru = await person(scope, "Tanaka Tea", "Haru Tanaka", "haru@example.com", "Asia/Tokyo");
  const labels = await beginProject(scope, {
    contactId: haru,
    title: "Labels for the spring teas",
    summary: "Four labels and the seal, in Japanese and English.",
  });
  await promise(scope, labels, "Your choice of two seals", day(1), null, "CLIENT");
  await promise(scope, labels, "Four labels, ready to print", day(3));
  await askForSeal({ scope, day, at }, labels, haru);
  return haru;
}

/** Which of the two seals it is to be, asked two days ago. */
async function askForSeal(
  { scope, day, at }: Pick<Demo, "scope" | "day" | "at">,
  projectId: string,
  contactId: string,
): Promise<void> {
  const { freelancerId } = scope;
  const where = { id: contactId, freelancerId };
  const { clientId } = await db().contact.findUniqueOrThrow({ where, select: { clientId: true } });
  const [title, askedAt] = ["Which of the two seals?", at(-2, "10:20")];
  await db().request.create({
    data: {
      freelancerId,
      clientId,
      projectId,
      contactId,
      kind: "DECISION",
      title,
      details: "Both are on the second page of the proof.",
      options: ["The crane", "The tea leaf"],
      dueOn: toDateColumn(day(1)),
      formKey: randomUUID(),
      askedAt,
    },
    select: { id: true },
  });
  await happened(scope, projectId, "request.asked", askedAt, { data: { title, on: day(1) } });
}
