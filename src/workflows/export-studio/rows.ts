import { movedOf, type TableName } from "@/db/portable/tables";
import { maskReplyAddresses } from "@/features/emails/reply-addresses/addresses";
import { maskLinks } from "@/lib/client-paths";
import { unseal } from "@/lib/tokens";

/** A text without the secret part of each live link and reply address in it. */
export const withoutSecrets = (text: string) => maskReplyAddresses(maskLinks(text));

/** Returns a row of a table as a line of the archive: what rests encrypted is opened, live secrets are masked. */
export function lineOf(table: TableName, row: string): string {
  const { sealed } = movedOf(table);
  return withoutSecrets(sealed ? opened(row, sealed) : row);
}

function opened(row: string, sealed: NonNullable<ReturnType<typeof movedOf>["sealed"]>): string {
  const values = Object.entries(JSON.parse(row) as Record<string, unknown>).map(
    ([column, value]): [string, unknown] => {
      const how = sealed[column];
      if (!how) return [column, value];
      if (typeof value !== "string") return [how.as, null];
      // As PostgreSQL writes bytes: \x and hexadecimal digits.
      const bytes = Buffer.from(value.slice(2), "hex");
      return [how.as, JSON.parse(unseal(how.purpose, bytes)) as unknown];
    },
  );
  return JSON.stringify(Object.fromEntries(values));
}
