import type { InboundWhole } from "@/features/inbound/queries";
import { heldWords } from "@/features/inbound/rules";
import { Disclosure } from "@/ui/page";
import { StatusBadge } from "@/ui/status-badge";
import { When } from "@/features/studio/components/when";

/** An email as it came in: from whom, why it is held, what it says, what it quotes, what is attached. */
export function InboundSheet({
  email,
  zone,
  now,
}: {
  email: InboundWhole;
  zone: string;
  now: Date;
}) {
  const { fromName, fromAddress, isVerified, words } = email;
  const isOpen = email.heldAt !== null && email.filedAt === null && email.ignoredAt === null;
  const from = fromName ? `${fromName} <${fromAddress}>` : fromAddress || "No sender";
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-muted">From</dt>
        <dd className="wrap-anywhere" dir="auto">
          {from}
          {isVerified ? null : <span className="text-muted"> (unverified)</span>}
        </dd>
        <dt className="text-muted">Received</dt>
        <dd>
          <When at={email.receivedAt} zone={zone} now={now} />
        </dd>
        <dt className="text-muted">Status</dt>
        <dd>
          <Status email={email} />
          {isOpen && email.heldFor ? <p className="text-sm">{heldWords[email.heldFor]}</p> : null}
        </dd>
      </dl>
      <Words words={words} />
      <Attachments email={email} />
    </div>
  );
}

function Words({ words }: { words: InboundWhole["words"] }) {
  const { text, reply, quoted, isInterleaved, problem } = words;
  return (
    <>
      {problem ? <p className="text-red">{problem}</p> : null}
      <Text>{isInterleaved ? text : reply || "(no text)"}</Text>
      {quoted && !isInterleaved ? (
        <Disclosure title="Show what was quoted">
          <Text>{quoted}</Text>
        </Disclosure>
      ) : null}
      {text ? (
        <Disclosure title="Show the original text">
          <Text>{text}</Text>
        </Disclosure>
      ) : null}
    </>
  );
}

function Status({ email }: { email: InboundWhole }) {
  if (email.filedAt) return <StatusBadge shape="done">In the thread</StatusBadge>;
  if (email.ignoredAt) return <StatusBadge shape="stopped">Ignored</StatusBadge>;
  return <StatusBadge shape="risk">In no thread yet</StatusBadge>;
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

function Attachments({ email: { id, rawKey, words } }: { email: InboundWhole }) {
  return (
    <>
      {words.attachments.length > 0 ? (
        <div>
          <h2 className="font-medium">Attachments</h2>
          <ul className="list-disc pl-5">
            {words.attachments.map(({ name }, index) => (
              <li key={index} className="wrap-anywhere" dir="auto">
                {name || "Without a name"}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {rawKey ? (
        <p>
          <a href={`/files/received/${id}`} className="inline-flex min-h-11 items-center underline">
            Download the email as it came (.eml)
          </a>
        </p>
      ) : null}
    </>
  );
}
