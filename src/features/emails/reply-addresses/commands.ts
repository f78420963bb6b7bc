import { inTransaction, type Tx } from "@/db/client";
import type { ThreadOf } from "./addresses";

/** Remembers by which addresses answers may come, before the first email that names them is sent. */
export async function storeReplyAddresses(
  addresses: { thread: ThreadOf; tokenHash: Uint8Array<ArrayBuffer> }[],
): Promise<void> {
  if (addresses.length === 0) return;
  await inTransaction(async (tx) => {
    // One who is erased at this moment gets none, nor a project that is deleted: the email goes with them.
    const isThere = await findThere(tx, addresses);
    await tx.replyAddress.createMany({
      data: addresses
        .filter(({ thread }) => isThere(thread.contactId) && isThere(thread.projectId))
        .map(({ thread: { linkHash: _link, ...thread }, tokenHash }) => ({ ...thread, tokenHash })),
      skipDuplicates: true,
    });
  });
}

/** Returns whether a contact or project is still there, and keeps those that are until the transaction ends. */
async function findThere(tx: Tx, addresses: { thread: ThreadOf }[]) {
  const idsOf = (name: "contactId" | "projectId") => [
    ...new Set(addresses.flatMap(({ thread }) => thread[name] ?? [])),
  ];
  const contacts = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Contact" WHERE "id" = ANY(${idsOf("contactId")}::uuid[]) ORDER BY "id" FOR KEY SHARE`;
  const projects = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Project" WHERE "id" = ANY(${idsOf("projectId")}::uuid[]) ORDER BY "id" FOR KEY SHARE`;
  const ids = new Set([...contacts, ...projects].map(({ id }) => id));
  return (id: string | null) => id === null || ids.has(id);
}
