import { db } from "@/db/client";
import type { Demo } from "./calendar";
import { happened } from "./past";

const REMEDY = "Somebody else reads every price before it is printed.";

/** A case of last quarter that ended well: what Chidi was promised was kept in his next project. */
export async function cases({ scope, onWorkday }: Demo): Promise<void> {
  const { freelancerId } = scope;
  const where = (title: string) => ({ where: { freelancerId, title } });
  const about = await db().project.findFirstOrThrow(where("Price list for the van"));
  const next = await db().project.findFirstOrThrow(where("Opening-hours sign"));
  const survey = await db().survey.findFirstOrThrow({ where: { projectId: about.id } });
  const [openedAt, apologizedAt, repliedAt, closedAt, keptAt] = [
    onWorkday(-88, "16:40"),
    onWorkday(-88, "17:20"),
    onWorkday(-87, "11:30"),
    onWorkday(-86, "09:20"),
    onWorkday(-1, "11:15"),
  ] as const;
  const { clientId, contactId } = about;
  const parties = { freelancerId, contactId, projectId: about.id };
  const { id: caseId } = await db().case.create({
    data: {
      ...parties,
      clientId,
      openedAt,
      firstRespondedAt: apologizedAt,
      apologizedAt,
      repliedAt,
      closedAt,
      outcome: "KEPT",
      cause: "I copied two lines from last year’s list and printed without a second look.",
    },
    select: { id: true },
  });
  await db().complaint.create({
    data: {
      ...parties,
      caseId,
      surveyId: survey.id,
      channel: "EMAIL",
      at: openedAt,
      words: "Two of the prices are last year’s.",
      about: ["RESULT"],
      specifics: "The rye loaf and the cinnamon knots.",
      specifiedAt: openedAt,
    },
  });
  await db().remedy.create({
    data: {
      freelancerId,
      clientId,
      caseId,
      text: REMEDY,
      createdAt: apologizedAt,
      promisedAt: apologizedAt,
      keptAt,
      keptProjectId: next.id,
    },
  });
  await happened(scope, about.id, "case.opened", openedAt, {
    contactId,
    data: { channel: "EMAIL" },
  });
  await happened(scope, about.id, "case.apologized", apologizedAt);
  await happened(scope, about.id, "case.closed", closedAt, { data: { outcome: "KEPT" } });
  await happened(scope, next.id, "remedy.kept", keptAt, { data: { text: REMEDY } });
}
