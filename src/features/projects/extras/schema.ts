import { z } from "zod";
import { id, paragraph } from "@/lib/fields";

const text = paragraph("extras.short", 400);

export const newExtra = z.object({ projectId: id("project"), text });
export const extraRef = z.object({ extraId: id("extra") });
export const rewordedExtra = extraRef.extend({ text });
