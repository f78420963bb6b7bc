import { CopyField } from "@/ui/copy-field";

/** Where answers come to, and the address that belongs to this studio alone. */
export function Receiving({ address }: { address: string | null }) {
  if (!address)
    return (
      <p className="max-w-prose text-muted">
        Answers to your emails go to your own mailbox. Whoever runs this install can have them come
        into the thread instead, as docs/inbound.md says.
      </p>
    );
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-muted">
        Answers to your emails come into the thread by themselves. What clients write to this
        address, or what you forward to it, is yours too: it goes into their thread if the sender is
        certain, or waits under Emails.
      </p>
      <CopyField label="Address that receives email for your studio" value={address} />
    </div>
  );
}
