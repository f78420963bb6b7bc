/** Why a backup or a restore did not take place, in one sentence for whoever runs the install. */
export class BackupProblem extends Error {
  override readonly name = "BackupProblem";
}

const CODES: Record<string, string> = {
  ENOSPC: "is full",
  EDQUOT: "is full: its quota is used up",
  EACCES: "may not be used by this user",
  EPERM: "may not be used by this user",
  EROFS: "can only be read",
  ENOENT: "is not there",
  ENOTDIR: "is not a folder",
};

/** Returns the sentence for an error of a disk; undefined where it is none that a person can cure. */
export function diskProblem(error: unknown, place: string): BackupProblem | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const what = CODES[code];
  return what ? new BackupProblem(`${place} ${what} (${code}).`, { cause: error }) : undefined;
}
