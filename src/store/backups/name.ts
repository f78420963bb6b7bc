const NAME = /^uptomark-\d{4}-\d{2}-\d{2}-\d{6}\.backup$/;

/** Returns the name of the backup of an instant; names are in the order of their instants. */
export function backupName(at: Date): string {
  const [day, time] = at.toISOString().split("T");
  return `uptomark-${day}-${time!.slice(0, 8).replaceAll(":", "")}.backup`;
}

/** Whether a name is that of a backup that was made here: nothing else is ever deleted. */
export const isBackupName = (name: string) => NAME.test(name);
