import type { Scope } from "@/auth/scope";
import { dayIn } from "@/lib/dates";
import { getReader, listNames } from "./queries";
import type { CheckFacts } from "./rules/reading";
import { saidIn } from "./said";
import type { FormCheck } from "./schema";

type Asking = {
  scope: Scope;
  studio: { name: string; freelancerName: string; zone: string; language: string };
  now: Date;
};

/** Returns what the rules need to know beside a text. Refused for a reader of another studio. */
export async function checkFacts(
  { scope, studio, now }: Asking,
  { readerId, language, variables }: Pick<FormCheck, "readerId" | "language" | "variables">,
): Promise<CheckFacts> {
  const [reader, others] = await Promise.all([
    readerId ? getReader(scope, readerId, now) : null,
    listNames(scope),
  ]);
  return {
    language: reader?.language ?? language ?? null,
    names: { own: [...(reader?.own ?? []), studio.name, studio.freelancerName], ...others },
    today: dayIn(studio.zone, now),
    attached: reader?.attached ?? 0,
    variables,
    said: saidIn(studio.language),
  };
}
