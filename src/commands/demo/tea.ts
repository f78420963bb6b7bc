import { beginProject } from "@/workflows/begin-project/commands";
import type { Demo } from "./calendar";
import { person, promise } from "./past";

/** Haru Tanaka and the labels of the spring teas. Returns the contact's id. */
export async function tea({ scope, day }: Demo): Promise<string> {
  const haru = await person(scope, "Tanaka Tea", "Haru Tanaka", "haru@example.com", "Asia/Tokyo");
  const labels = await beginProject(scope, {
    contactId: haru,
    title: "Labels for the spring teas",
    summary: "Four labels and the seal, in Japanese and English.",
  });
  await promise(scope, labels, "Your choice of two seals", day(1), null, "CLIENT");
  await promise(scope, labels, "Four labels, ready to print", day(3));
  return haru;
}
