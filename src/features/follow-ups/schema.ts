import { z } from "zod";
import { id } from "@/lib/fields";

export const followUpRef = z.object({ followUpId: id("follow-up") });
