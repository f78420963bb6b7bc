import type { Words } from "@/email/words";
import { stopWords } from "@/features/clients/letters";
import { firstName } from "@/features/follow-ups/letters";

type Told = { projectTitle: string; notes: string[]; extras: string[] };

/** As many notes of one project as a letter holds; the page has them all. */
const MOST = 30;
/** As many projects as a letter tells of. */
const MOST_PROJECTS = 12;

/** One letter for all the work shown since the last one, project by project. `told` holds only projects with something to tell. */
export function workShown(facts: { freelancerName: string; contactName: string; told: Told[] }, page: string, news: "DAILY" | "WEEKLY", stop: string): { subject: string; words: Words } {
  const { freelancerName, contactName } = facts;
  const told = facts.told.slice(0, MOST_PROJECTS);
  const [only, ...others] = told;
  return {
    subject: only && others.length === 0 ? short(`What was done on ${only.projectTitle}`) : "What was done on your projects",
    words: {
      greeting: `Hello ${firstName(contactName)},`,
      paragraphs: told.flatMap((project) => tell(project, news)),
      link: { sentence: "See it on your page", url: page },
      closing: "Best wishes,",
      signature: freelancerName,
      footnote: `You hear of new work at most once ${news === "DAILY" ? "a day" : "a week"}. At the end of your page you can choose: each day, each week, or only what matters.`,
      stop: stopWords(stop),
    },
  };
}

function tell({ projectTitle, notes, extras }: Told, news: "DAILY" | "WEEKLY"): string[] {
  const shown = notes.slice(0, MOST);
  const more = notes.length - shown.length;
  return [
    ...(shown.length > 0 ? [`${projectTitle}, ${news === "DAILY" ? "since my last letter" : "this week"}:`, [...shown.map((text) => `– ${text}`), ...(more > 0 ? [`– and ${more} more on your page`] : [])].join("\n")] : []),
    ...(extras.length > 0 ? [`And a little extra on ${projectTitle}, beyond what we agreed:`, extras.slice(0, MOST).map((text) => `– ${text}`).join("\n")] : []),
  ];
}

function short(subject: string): string {
  return subject.length <= 60 ? subject : `${subject.slice(0, 57).trimEnd()}…`;
}
