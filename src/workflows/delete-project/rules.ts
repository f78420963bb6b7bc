import type { StudioKey } from "@/language/say";

/** What of a project has reached somebody, each as how often. */
export type Traces = {
  completed: number;
  /** Emails that were sent, or are being sent. */ emails: number;
  /** Work that a progress update has told. */ told: number;
  /** What the client wrote, sent or said that they have read. */ fromClient: number;
  /** Assignments of subcontractors. */ assignments: number;
  /** Cases, complaints and what is written down as gone wrong. */ wrong: number;
};

/** Returns why a project is not deleted, as the key of its words; null where nothing of it has reached anybody. */
export function whyKept(traces: Traces): StudioKey | null {
  if (traces.completed > 0) return "projects.remove.completed";
  if (traces.wrong > 0) return "projects.remove.wrong";
  if (traces.fromClient > 0) return "projects.remove.fromClient";
  if (traces.emails + traces.told > 0) return "projects.remove.sent";
  if (traces.assignments > 0) return "projects.remove.assignments";
  return null;
}
