/** What was given beyond what was agreed, as the client reads it. */
export function LittleExtras({ extras }: { extras: { id: string; text: string }[] }) {
  return (
    <ul className="mt-3 space-y-3">
      {extras.map((extra) => (
        <li
          key={extra.id}
          className={
            "border-l-2 border-accent pl-4 font-serif text-[1.0625rem] whitespace-pre-line " +
            "[overflow-wrap:anywhere]"
          }
          dir="auto"
        >
          {extra.text}
        </li>
      ))}
    </ul>
  );
}
