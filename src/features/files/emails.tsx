import type { Words } from "@/mail/words";
import { links } from "@/lib/links";
import { shortSubject } from "@/lib/cut";
import { fullName } from "@/lib/names";

type Arrival = { by: string; name: string; size: string };

/** Tells the freelancer which files a contact sent: one email for a few minutes. */
export function tellOfFiles(facts: {
  freelancerName: string;
  projectTitle: string;
  projectId: string;
  files: Arrival[];
  /** Whether the project has more. */ hasMore: boolean;
}): { subject: string; words: Words } {
  const { files, hasMore } = facts;
  const count = `${hasMore ? "more than " : ""}${files.length}`;
  const what = files.length === 1 ? "a file" : `${count} files`;
  return {
    subject: shortSubject(
      `${files.at(-1)?.by ?? "Someone"} sent ${what} for ${facts.projectTitle}`,
    ),
    words: {
      greeting: `${fullName(facts.freelancerName)},`,
      // The sender is named whenever it changes, because several people may have sent files.
      paragraphs: [
        ...files.flatMap((file, index) => [
          ...(file.by === files[index - 1]?.by ? [] : [`${file.by} sent:`]),
          `${file.name} (${file.size})`,
        ]),
        ...(hasMore ? ["There are more files in the studio."] : []),
      ],
      link: { sentence: "See it in the studio", url: links.project(facts.projectId) },
      signature: "Uptomark",
    },
  };
}
