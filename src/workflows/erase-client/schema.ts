import { z } from "zod";
import { id, line } from "@/lib/fields";

export const erasedClient = z.object({
  clientId: id("client"),
  name: line("eraseClient.name", 200, "eraseClient.nameMissing"),
});
