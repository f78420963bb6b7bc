import { rm } from "node:fs/promises";
import { databaseNow } from "@/db/clock";
import { say } from "@/language/say";
import { env } from "@/lib/env";
import { receive } from "@/store/incoming";
import { MOST_BYTES } from "@/workflows/import-studio/archive";
import { moveIn, notEmpty, type MovedIn } from "@/workflows/import-studio/commands";
import { isNewStudio } from "@/workflows/import-studio/queries";
import { answerImport, within } from "@/app/api/import/uploaded";

export const dynamic = "force-dynamic";

/** Reads a whole export into the freelancer's new studio: the body is the zip. */
export async function POST(request: Request): Promise<Response> {
  return answerImport(request, async ({ scope }, chunks) => {
    // Before gigabytes are sent to a studio that cannot take them.
    if (!(await isNewStudio(scope))) throw notEmpty();
    const zip = within(chunks, MOST_BYTES, "importStudio.tooLarge");
    const bounds = { most: MOST_BYTES, tooLarge: "fileTooLarge", empty: "fileEmpty" } as const;
    const { path } = await receive(env().FILES_DIR, zip, bounds);
    try {
      return { done: linesOf(await moveIn(scope, path, databaseNow())) };
    } finally {
      await rm(path, { force: true });
    }
  });
}

/** What came in, and what is to be done about it, line by line. */
function linesOf({ rows, files, missing, isWallTaken, waited }: MovedIn): string[] {
  const some = (count: number, line: (count: number) => string) => (count > 0 ? [line(count)] : []);
  return [
    say("importStudio.done", { rows, files }),
    ...some(waited.emails, (count) => say("importStudio.emails", { count })),
    ...some(waited.followUps, (count) => say("importStudio.followUps", { count })),
    ...some(waited.messages, (count) => say("importStudio.messages", { count })),
    ...some(missing, (count) => say("importStudio.missing", { count })),
    ...(isWallTaken ? [say("importStudio.wall")] : []),
    say("importStudio.links"),
  ];
}
