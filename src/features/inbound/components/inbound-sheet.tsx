import { studioLocale } from "@/auth/session";
import type { InboundWhole } from "@/features/inbound/queries";
import { MOST_LATELY } from "@/features/inbound/rules";
import { retold } from "@/language/stored";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

/** An email as it came in: from whom, why it is held, what it says, what it quotes, what is attached. */
export async function InboundSheet({
  email,
  zone,
  now,
}: {
  email: InboundWhole;
  zone: string;
  now: Date;
}) {
  const { t } = await studioLocale();
  const { fromName, fromAddress, isVerified, words } = email;
  const isOpen = email.heldAt !== null && email.filedAt === null && email.ignoredAt === null;
  const from = fromName ? `${fromName} <${fromAddress}>` : fromAddress || t("inbound.noSender");
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-muted">{t("inbound.from")}</dt>
        <dd className="wrap-anywhere" dir="auto">
          {from}
          {isVerified ? null : <span className="text-muted"> {t("inbound.unverified")}</span>}
        </dd>
        <dt className="text-muted">{t("inbound.receivedOn")}</dt>
        <dd>
          <When at={email.receivedAt} zone={zone} now={now} />
        </dd>
        <dt className="text-muted">{t("inbound.status")}</dt>
        <dd>
          <Status email={email} />
          {isOpen && email.heldFor ? (
            <p className="text-sm">{t(`inbound.held.${email.heldFor}`, { most: MOST_LATELY })}</p>
          ) : null}
        </dd>
      </dl>
      <Words words={words} />
      <Attachments email={email} />
    </div>
  );
}

async function Words({ words }: { words: InboundWhole["words"] }) {
  const { t } = await studioLocale();
  const { text, reply, quoted, isInterleaved, problem } = words;
  return (
    <>
      {problem ? <p className="text-red">{retold(t, problem)}</p> : null}
      <Text>{isInterleaved ? text : reply || t("inbound.noText")}</Text>
      {quoted && !isInterleaved ? (
        <Disclosure title={t("inbound.quoted")}>
          <Text>{quoted}</Text>
        </Disclosure>
      ) : null}
      {text ? (
        <Disclosure title={t("inbound.original")}>
          <Text>{text}</Text>
        </Disclosure>
      ) : null}
    </>
  );
}

async function Status({ email }: { email: InboundWhole }) {
  const { t } = await studioLocale();
  if (email.filedAt) return <StatusBadge shape="done">{t("inbound.filed")}</StatusBadge>;
  if (email.ignoredAt) return <StatusBadge shape="stopped">{t("inbound.ignored")}</StatusBadge>;
  return <StatusBadge shape="risk">{t("inbound.open")}</StatusBadge>;
}

function Text({ children }: { children: string }) {
  return (
    <p
      className="max-w-[68ch] font-serif text-[1.0625rem] whitespace-pre-line wrap-anywhere"
      dir="auto"
    >
      {children}
    </p>
  );
}

async function Attachments({ email: { id, rawKey, words } }: { email: InboundWhole }) {
  const { t } = await studioLocale();
  return (
    <>
      {words.attachments.length > 0 ? (
        <div>
          <h2 className="font-medium">{t("inbound.attachments")}</h2>
          <ul className="list-disc pl-5">
            {words.attachments.map(({ name }, index) => (
              <li key={index} className="wrap-anywhere" dir="auto">
                {name || t("inbound.withoutName")}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {rawKey ? (
        <p>
          <a href={`/files/received/${id}`} className="inline-flex min-h-11 items-center underline">
            {t("inbound.download")}
          </a>
        </p>
      ) : null}
    </>
  );
}
