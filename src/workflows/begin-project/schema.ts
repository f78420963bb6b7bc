import { z } from "zod";
import { askedInForm } from "@/features/requests/schema";
import { newProject } from "@/features/projects/schema";
import { beginning, MOST_DATES, MOST_REQUESTS } from "@/features/projects/templates/schema";
import { saying } from "@/language/say";
import { line, optionalDay } from "@/lib/fields";

/** Fields of a list, by their place in it. */
function byPlace<T extends z.ZodType>(field: T, most = MOST_DATES) {
  const places = z.string().regex(/^\d{1,3}$/);
  return z
    .record(places, field)
    .refine((all) => Object.keys(all).length <= most, saying("projects.begin.mostDates"));
}

/** A new project, with what it takes over. */
export const begunProject = newProject.extend({
  /** The template or the earlier project whose checklist it takes over; empty for none. */
  from: beginning,
  /** Its first dates, by their place in the form; one whose day is empty is left out. */
  dateTitles: byPlace(line("deadlines.form.title", 120, "deadlines.form.titleMissing")),
  dateDays: byPlace(optionalDay("deadlines.form.promisedOn")),
  dateTargets: byPlace(optionalDay("deadlines.form.target")),
  dateHolders: byPlace(z.enum(["FREELANCER", "CLIENT"], saying("deadlines.form.holderMissing"))),
  /** What the client is asked for, in the same way. */
  requestKinds: byPlace(askedInForm.kind, MOST_REQUESTS),
  requestTitles: byPlace(askedInForm.title, MOST_REQUESTS),
  requestDetails: byPlace(askedInForm.details, MOST_REQUESTS),
  requestOptions: byPlace(askedInForm.options, MOST_REQUESTS),
  requestDays: byPlace(optionalDay("requests.form.dueOn"), MOST_REQUESTS),
});
