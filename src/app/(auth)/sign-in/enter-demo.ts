import { headers } from "next/headers";
import { findDemoFreelancer, isDemoOpen } from "@/auth/demo";
import { openSession } from "@/auth/session";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";

/** Signs in to the seeded studio and to nothing else. Refuses where isDemoOpen does not say so. */
export async function enterDemo(): Promise<void> {
  const demo = isDemoOpen(await headers()) ? await findDemoFreelancer() : null;
  if (!demo) throw new Refusal("not-found", say("demo.none"));
  await openSession(demo.freelancerId);
}
