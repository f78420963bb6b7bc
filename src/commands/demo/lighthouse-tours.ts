import { addDays } from "@/lib/dates";
import { beginProject } from "@/workflows/begin-project/commands";
import type { Demo } from "./calendar";
import { checklist, extra, line, note, person, promise } from "./past";
import { accepted } from "./sign-offs";

/** Ines Duarte and the map of the nine lighthouses. Returns the contact's id. */
export async function lighthouseTours({ scope, today, day, at }: Demo): Promise<string> {
  const ines = await person(
    scope,
    "Duarte Lighthouse Tours",
    "Ines Duarte",
    "ines@example.com",
    "Europe/Lisbon",
  );
  const map = await beginProject(scope, {
    contactId: ines,
    title: "The lighthouse map",
    summary: "A printed walking map of the nine lighthouses, and the same map for the website.",
  });
  await promise(
    scope,
    map,
    "Pencil sketch of all nine lighthouses",
    addDays(today, -16),
    at(-17, "15:20"),
  );
  await promise(
    scope,
    map,
    "Coloured draft for your comments",
    addDays(today, -6),
    at(-7, "11:05"),
  );
  await accepted(scope, map, "Coloured draft for your comments", {
    contactId: ines,
    putAt: at(-7, "11:05"),
    acceptedAt: at(-6, "14:20"),
  });
  await promise(scope, map, "Files for the printer and the website", day(2));
  await line(
    scope,
    map,
    null,
    "Good morning Ines, the coloured draft is on its way to you. The cliffs took two tries; I " +
      "think the second is right.",
    at(-7, "11:10"),
  );
  await line(
    scope,
    map,
    ines,
    "It is lovely. Could the path to the fourth lighthouse be a little wider? People will walk it with children.",
    at(-6, "10:42"),
  );
  await line(
    scope,
    map,
    null,
    "Yes, that is done. It is in the files you get for printing.",
    at(-6, "14:03"),
  );
  await note(
    scope,
    map,
    "All nine lighthouses are drawn in pencil; the fourth from the sea, as you asked.",
    at(-17, "15:10"),
  );
  await note(
    scope,
    map,
    "The cliffs are coloured. The paper takes the blue well.",
    at(-8, "16:05"),
  );
  await note(
    scope,
    map,
    "The path to the fourth lighthouse is wide enough for two and a pushchair.",
    at(-6, "13:58"),
  );
  await note(
    scope,
    map,
    "The names are set in both languages and fit their places.",
    at(-1, "11:20"),
  );
  await checklist(
    scope,
    map,
    [
      "Names spelled as on the signposts",
      "Scale bar measured on paper",
      "Colours proofed on the printer’s stock",
    ],
    3,
  );
  await extra(scope, map, "The nine lighthouses as small stamps, for the foot of your emails.");
  return ines;
}
