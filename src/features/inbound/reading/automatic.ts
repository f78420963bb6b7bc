import type { Header } from "./read";

/** An email that no person wrote, and the sign by which it is known, as it can be shown. */
export type Automatic = {
  kind: "out-of-office" | "bounce" | "list" | "loop" | "auto";
  sign: string;
};

/** More servers than any email passes that is not going round in circles. */
const MOST_HOPS = 40;

/** How programs begin the subject of an absence note. Alone it proves nothing: people write so too. */
const ABSENCE = new RegExp(
  "^(?:auto(?:matic|mated)? ?(?:reply|response|antwort)|automatische antwort|out of (?:the )?office" +
    "|abwesenheits(?:notiz|meldung|nachricht)|abwesend|abwesenheit|nicht im büro" +
    "|réponse automatique|absence du bureau|message d'absence|absent" +
    "|respuesta autom[áa]tica|fuera de la oficina|resposta autom[áa]tica|fora do escrit[óo]rio" +
    "|ausência|risposta automatica|fuori sede|automatisch antwoord|afwezig|autosvar" +
    "|odpowiedź automatyczna|自動応答|不在)",
  "iu",
);
const NO_REPLY = new RegExp(
  "^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?repondre|no[-_.]?responder" +
    "|nao[-_.]?responda|keine[-_.]?antwort)",
  "i",
);
const MAIL_SYSTEM = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon)$/i;

type Mail = {
  get: (name: string) => string | null;
  count: (name: string) => number;
  /** What is before the @ of From. */
  sender: string;
  subject: string;
};
type Rule = (mail: Mail) => Automatic | null;

const found = (kind: Automatic["kind"], name: string, value: string): Automatic => ({
  kind,
  sign: `${name}: ${value.slice(0, 200)}`.trim(),
});

/** An email that went back: a report (RFC 3464), or one that a mail system wrote. */
const bounce: Rule = ({ get, sender }) => {
  const type = get("content-type") ?? "";
  if (/^multipart\/report\b/i.test(type))
    return found(/delivery-status/i.test(type) ? "bounce" : "auto", "Content-Type", type);
  const failed = get("x-failed-recipients");
  if (failed) return found("bounce", "X-Failed-Recipients", failed);
  return MAIL_SYSTEM.test(sender) ? found("bounce", "From", sender) : null;
};

const loop: Rule = ({ get, count }) => {
  const mark = get("x-loop");
  if (mark) return found("loop", "X-Loop", mark);
  const hops = count("received");
  return hops > MOST_HOPS ? found("loop", "Received", `${hops} times`) : null;
};

/** RFC 3834 and what mail programs did before it: Exchange, Gmail, qmail, cPanel, vacation. */
const answer: Rule = ({ get, subject }) => {
  const submitted = get("auto-submitted");
  if (submitted && !/^no\b/i.test(submitted)) {
    const isAnswer = /^auto-replied\b/i.test(submitted) || ABSENCE.test(subject);
    return found(isAnswer ? "out-of-office" : "auto", "Auto-Submitted", submitted);
  }
  for (const name of ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From"]) {
    const value = get(name.toLowerCase());
    if (value !== null && !/^no$/i.test(value)) return found("out-of-office", name, value);
  }
  const precedence = get("precedence") ?? "";
  return /^auto[_-]?reply$/i.test(precedence)
    ? found("out-of-office", "Precedence", precedence)
    : null;
};

const list: Rule = ({ get, subject }) => {
  const id = get("list-id") ?? get("list-post") ?? get("list-unsubscribe") ?? get("mailing-list");
  if (id) return found("list", "List", id);
  const precedence = get("precedence") ?? "";
  if (!/^(?:bulk|list|junk)$/i.test(precedence)) return null;
  const kind = ABSENCE.test(subject) ? "out-of-office" : "list";
  return found(kind, "Precedence", precedence);
};

/** Signs of a program that say nothing of what it wrote. */
const program: Rule = ({ get, sender, subject }) => {
  const kind = ABSENCE.test(subject) ? "out-of-office" : "auto";
  const suppressed = get("x-auto-response-suppress");
  if (suppressed && !/^none$/i.test(suppressed))
    return found(kind, "X-Auto-Response-Suppress", suppressed);
  if (/^<\s*>$/.test(get("return-path") ?? "")) return found(kind, "Return-Path", "<>");
  return NO_REPLY.test(sender) ? found("auto", "From", sender) : null;
};

const RULES = [bounce, loop, answer, list, program];

/**
 * Returns what wrote an email by itself, or null when a person did. A subject alone decides
 * nothing: it only tells of which kind an email is that has another sign.
 */
export function automaticOf(
  headers: Header[],
  { from, subject }: { from: string | null; subject: string },
): Automatic | null {
  const get = (name: string) => headers.find(({ key }) => key === name)?.value ?? null;
  const count = (name: string) => headers.filter(({ key }) => key === name).length;
  const sender = from?.split("@")[0] ?? "";
  for (const rule of RULES) {
    const result = rule({ get, count, sender, subject });
    if (result) return result;
  }
  return null;
}
