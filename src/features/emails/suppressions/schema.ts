import { z } from "zod";
import { id } from "@/lib/fields";

export const suppressionRef = z.object({ suppressionId: id("address") });
