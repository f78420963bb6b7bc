import { keepTemplate } from "@/features/projects/templates/commands";
import { addDays } from "@/lib/dates";
import { beginProject } from "@/workflows/begin-project/commands";
import type { Demo } from "./calendar";
import { lifeOfAFinishedProject } from "./completed";
import { checklist, extra, note, person, promise } from "./past";

/** Saga Lindqvist and the catalogue, completed some weeks ago. Returns the contact's id. */
export async function bookbinders({ scope, today, at, onWorkday }: Demo): Promise<string> {
  const saga = await person(
    scope,
    "Lindqvist & Daughters, bookbinders",
    "Saga Lindqvist",
    "saga@example.com",
    "Europe/Stockholm",
  );
  const catalogue = await beginProject(scope, {
    contactId: saga,
    title: "Catalogue of the winter bindings",
    summary: "Twenty-four pages, printed on your own paper.",
  });
  await promise(scope, catalogue, "Layout of all pages", addDays(today, -44), at(-45, "12:00"));
  await promise(scope, catalogue, "Files for the printer", addDays(today, -31), at(-31, "09:30"));
  await note(
    scope,
    catalogue,
    "All twenty-four pages are laid out, the bindings at their true size.",
    at(-45, "11:50"),
  );
  await checklist(
    scope,
    catalogue,
    [
      "Bleed on every side",
      "Pictures at 300 dots an inch",
      "Proof read by two people",
      "Files opened once more after packing",
    ],
    4,
  );
  await keepTemplate(scope, { projectId: catalogue, name: "Before anything goes to the printer" });
  await extra(
    scope,
    catalogue,
    "A bookmark of the same paper, cut from the margin.",
    at(-31, "09:30"),
  );
  await lifeOfAFinishedProject(scope, catalogue, onWorkday);
  return saga;
}
