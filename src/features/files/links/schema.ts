import { z } from "zod";
import { id, line, webAddress } from "@/lib/fields";

const link = { title: line("links.name", 120), url: webAddress("links.address") };

export const newLink = z.object({ projectId: id("project"), ...link });
export const linkRef = z.object({ linkId: id("link") });
export const changedLink = linkRef.extend(link);
