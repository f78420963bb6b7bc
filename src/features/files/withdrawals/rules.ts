/** For so long whoever sent a file from the status page may remove it again. */
const WITHDRAW_MS = 3_600_000;

/** Whether a file may still be removed by the person who sent it. */
export const mayWithdraw = (file: { storedAt: Date }, now: Date): boolean =>
  now.getTime() - file.storedAt.getTime() <= WITHDRAW_MS;
