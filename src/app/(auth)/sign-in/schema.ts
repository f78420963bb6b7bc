import { z } from "zod";
import { address } from "@/lib/fields";

export const signInRequest = z.object({ address: address("signIn.address") });
/** What a sign-in link carries; judged by the gate, which says no to all that is not right. */
export const signInLink = z.object({ token: z.string().max(64).catch("") });
