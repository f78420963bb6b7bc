import type { Asked } from "@/lib/action";
import { CHECK_FIELD, NotSentYet, type Finding } from "@/lib/findings";
import { findingsIn } from "./check";
import { checkFacts } from "./facts";
import { formCheck, type FormCheck } from "./schema";

/**
 * Looks at the texts of a form before they are sent, by what its hidden fields say of them. Throws `NotSentYet` with
 * what is found, except for what the writer ignores, what the form has shown already, and mere offers. A text that the
 * form says nothing of is not looked at: such a form could not be sent anyway.
 */
export async function checkBeforeSending(
  asked: Pick<Asked, "scope" | "studio" | "now" | "checks">,
  texts: Record<string, string | undefined>,
): Promise<void> {
  const findings: Finding[] = [];
  const checks: Record<string, string> = {};
  for (const [field, said] of Object.entries(asked.checks)) {
    const check = readCheck(said);
    if (!check) continue;
    const found = await lookAt(asked, check, texts);
    const shown = [...new Set([...check.shown, ...found.map(({ id }) => id)])];
    checks[CHECK_FIELD + field] = JSON.stringify({ ...check, shown });
    findings.push(...found);
  }
  if (findings.some(({ isHint }) => !isHint)) throw new NotSentYet(findings, checks);
}

async function lookAt(
  asked: Pick<Asked, "scope" | "studio" | "now">,
  check: FormCheck,
  texts: Record<string, string | undefined>,
): Promise<Finding[]> {
  const written = check.texts.flatMap((name) =>
    texts[name] ? [[name, texts[name]] as const] : [],
  );
  if (written.length === 0) return [];
  const facts = await checkFacts(asked, check);
  const found = await findingsIn(Object.fromEntries(written), facts, check.without);
  const done = new Set([...check.ignored, ...check.shown]);
  return found.filter(({ id }) => !done.has(id));
}

/** Returns what a hidden field says; null for what no form of ours has sent. */
export function readCheck(said: string | undefined): FormCheck | null {
  try {
    return formCheck.safeParse(JSON.parse(said ?? "")).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
