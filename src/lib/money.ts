/** "€150.00": hundredths of a currency, as the studio reads them. */
export function moneyName(hundredths: number, currency: string): string {
  const style = { style: "currency", currency } as const;
  return new Intl.NumberFormat("en-GB", style).format(hundredths / 100);
}

/** "1 hour", "2.5 hours": hundredths of an hour. */
export function hoursName(hundredths: number): string {
  return hundredths === 100 ? "1 hour" : `${hundredths / 100} hours`;
}

export type Amount = { hundredths: number | null; currency: string | null };

/** Returns the sums of amounts of money by currency, in the currencies' order, as words. */
export function moneySums(amounts: Amount[]): string[] {
  const sums = new Map<string, number>();
  for (const { hundredths, currency } of amounts)
    if (hundredths && currency) sums.set(currency, (sums.get(currency) ?? 0) + hundredths);
  return [...sums]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([currency, hundredths]) => moneyName(hundredths, currency));
}
