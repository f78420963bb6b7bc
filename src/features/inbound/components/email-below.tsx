import { studioLocale } from "@/auth/session";
import type { LineEmail } from "@/features/inbound/queries";
import { Disclosure } from "@/ui/page";
import { Link } from "@/ui/link";

/** What there is beside the words of a line that came by email: who sent it, what it quotes, the original. */
export async function EmailBelow({ email }: { email: LineEmail }) {
  const { t } = await studioLocale();
  const { inboundId, by, quoted, hasMore } = email;
  return (
    <div className="mt-1 text-sm text-muted">
      {by ? (
        <p className="wrap-anywhere">
          {t("inbound.sentFrom", {
            address: by.fromAddress || t("inbound.unknownAddress"),
            name: by.name,
          })}
        </p>
      ) : null}
      {quoted ? (
        <Disclosure title={t("inbound.quoted")}>
          <p className="max-w-[68ch] whitespace-pre-line wrap-anywhere" dir="auto">
            {quoted}
          </p>
        </Disclosure>
      ) : null}
      <Link
        href={`/emails/received/${inboundId}`}
        className="inline-flex min-h-11 items-center underline"
      >
        {hasMore ? t("inbound.originalMore") : t("inbound.original")}
      </Link>
    </div>
  );
}
