import { databaseNow } from "@/db/clock";
import { listMatches } from "@/features/column-matches/queries";
import { say } from "@/language/say";
import { importList } from "@/workflows/import-list/commands";
import { previewList } from "@/workflows/import-list/preview";
import { MOST_LIST_BYTES, readList } from "@/workflows/import-list/reading";
import { guessColumns } from "@/workflows/import-list/rules";
import { columnsParam } from "@/workflows/import-list/schema";
import { answerImport, within } from "@/app/api/import/uploaded";

export const dynamic = "force-dynamic";

/**
 * Shows what a list would add, or adds it (`step=import`): the body is the CSV file, `columns` says what each column
 * is. Without `columns` they are what they were before, or what their headings say.
 */
export async function POST(request: Request): Promise<Response> {
  return answerImport(request, async ({ scope, studio }, chunks) => {
    const list = readList(await whole(within(chunks, MOST_LIST_BYTES, "importList.tooLarge")));
    const asked = new URL(request.url).searchParams;
    const said = columnsParam.safeParse(asked.get("columns"));
    const columns = said.success
      ? list.headings.map((_heading, at) => said.data[at] ?? null)
      : guessColumns(list.headings, await listMatches(scope));
    if (asked.get("step") !== "import") return previewList(scope, studio, { list, columns });
    return {
      done: say("importList.done", await importList(scope, { list, columns }, databaseNow())),
    };
  });
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}
