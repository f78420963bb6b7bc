import { z } from "zod";
import { line } from "@/lib/fields";

export const erasedStudio = z.object({
  name: line("eraseStudio.name", 200, "eraseStudio.nameMissing"),
});
