"use server";

import { freelancerAction } from "@/lib/action";
import { removeFile } from "./commands";
import { fileRef } from "./schema";

export const remove = freelancerAction(fileRef, async ({ fileId }, { scope, now }) => {
  await removeFile(scope, fileId, now);
});
