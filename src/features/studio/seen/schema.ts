import { z } from "zod";

/** Whether the studio wants to know when its clients were on their pages. */
export const seenSwitch = z.object({ wanted: z.enum(["yes", "no"]) });
