import { z } from "zod";
import { address } from "@/lib/fields";

export const newAddress = z.object({ address: address("signInAddress.new") });

/** What a link carries; judged by the gate, which says no to all that is not right. */
export const addressLink = z.object({ token: z.string().max(64).catch("") });
