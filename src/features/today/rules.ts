import type { Day } from "@/lib/dates";

/** What needs the freelancer now, each with its project, if there is one. */
export type Need =
  | {
      kind: "answer below mark";
      projectId: string;
      project: string;
      who: string;
      verdict: "NEARLY" | "NOT_UP_TO_MARK";
      words: string;
      at: Date;
    }
  | {
      kind: "email to review";
      emailId: string;
      subject: string;
      who: string;
      why: string | null;
      at: Date;
    }
  | { kind: "emails stuck"; why: string; at: Date }
  | { kind: "emails unheard"; why: "not verified" | "no word"; at: Date }
  | { kind: "zone unknown"; people: { name: string; zone: string }[]; clientId: string }
  | {
      kind: "email bounced";
      address: string;
      cause: "BOUNCED" | "COMPLAINED";
      who: string;
      why: string;
      clientId: string | null;
      emailId: string | null;
      at: Date;
    }
  | {
      kind: "follow-up held";
      followUpId: string;
      what: "THANK_YOU" | "CHECK_BACK" | "REMINDER";
      project: string;
      who: string;
      at: Date;
    }
  | {
      kind: "deadline late";
      deadlineId: string;
      projectId: string;
      project: string;
      who: string;
      title: string;
      promisedOn: Day;
    }
  | {
      kind: "message waiting";
      projectId: string;
      project: string;
      who: string;
      text: string;
      at: Date;
      answerBy: Date | null;
    }
  | {
      kind: "deadline at risk";
      deadlineId: string;
      projectId: string;
      project: string;
      who: string;
      title: string;
      promisedOn: Day;
      why: string;
    }
  | { kind: "email on hold"; emailId: string; subject: string; who: string; sendAt: Date }
  | {
      kind: "good answer";
      projectId: string;
      project: string;
      who: string;
      words: string;
      at: Date;
    };

const order: Need["kind"][] = [
  "answer below mark",
  "emails stuck",
  "emails unheard",
  "email to review",
  "email bounced",
  "deadline late",
  "message waiting",
  "deadline at risk",
  "follow-up held",
  "zone unknown",
  "email on hold",
  "good answer",
];

/**
 * Returns the needs in order: a bad answer first, then what failed, is late, waits, is at risk, is
 * overdue, is on hold; within each the most urgent first.
 */
export function rank(needs: Need[]): Need[] {
  return needs.toSorted(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || pressing(a).localeCompare(pressing(b)),
  );
}

function pressing(need: Need): string {
  switch (need.kind) {
    case "deadline late":
    case "deadline at risk":
      return need.promisedOn;
    case "message waiting":
      return (need.answerBy ?? need.at).toISOString();
    case "email on hold":
      return need.sendAt.toISOString();
    case "zone unknown":
      return "";
    default:
      return need.at.toISOString();
  }
}
