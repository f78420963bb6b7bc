/** "€150.00": hundredths of a currency, as a language writes them. */
function moneyName(hundredths: number, currency: string, tag: string): string {
  const style = { style: "currency", currency } as const;
  return new Intl.NumberFormat(tag, style).format(hundredths / 100);
}

export type Amount = { hundredths: number | null; currency: string | null };

/** Returns the sums of amounts of money by currency, in the currencies' order, as a language writes them. */
export function moneySums(amounts: Amount[], tag: string): string[] {
  const sums = new Map<string, number>();
  for (const { hundredths, currency } of amounts)
    if (hundredths && currency) sums.set(currency, (sums.get(currency) ?? 0) + hundredths);
  return [...sums]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([currency, hundredths]) => moneyName(hundredths, currency, tag));
}
