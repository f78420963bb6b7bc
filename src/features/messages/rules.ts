export type ThreadLine = { contactId: string | null; writtenAt: Date };

/**
 * Returns since when the client has been waiting for a reply: their first message after the
 * freelancer's last one. Null when nothing waits. `lines` are oldest first.
 */
export function waitingSince(lines: ThreadLine[]): Date | null {
  const lastOwn = lines.findLastIndex((line) => line.contactId === null);
  return lines[lastOwn + 1]?.writtenAt ?? null;
}

/**
 * Who gets an email about the freelancer's message: the project's own contact and everyone who has written
 * in the thread, each once.
 */
export function readersOf(projectContactId: string | null, lines: ThreadLine[]): string[] {
  return [
    ...new Set([
      ...(projectContactId ? [projectContactId] : []),
      ...lines.flatMap((line) => (line.contactId ? [line.contactId] : [])),
    ]),
  ];
}
