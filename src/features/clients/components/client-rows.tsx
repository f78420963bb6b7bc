import { studioLocale } from "@/auth/session";
import { Link } from "@/ui/link";

type ClientRow = { id: string; name: string; people: string[]; openProjects: number };

/** Clients, one row each: who is there, and how many projects are open. */
export async function ClientRows({ clients }: { clients: ClientRow[] }) {
  const { t } = await studioLocale();
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {clients.map((client) => (
        <li
          key={client.id}
          className="relative grid gap-x-6 py-4 hover:bg-sheet sm:grid-cols-[1fr_auto] sm:items-baseline"
        >
          <div className="min-w-0">
            <Link
              href={`/clients/${client.id}`}
              className="font-serif text-lg leading-snug wrap-anywhere after:absolute after:inset-0"
            >
              {client.name}
            </Link>
            <p className="text-muted wrap-anywhere">{client.people.join(", ")}</p>
          </div>
          <p className="text-muted">{t("clients.openProjects", { count: client.openProjects })}</p>
        </li>
      ))}
    </ul>
  );
}
