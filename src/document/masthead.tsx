import { hasMasthead, logoShown, type Look } from "@/lib/look";

const GROUND = {
  LIGHT: "box-content dark:rounded dark:bg-[#fbf9f4] dark:p-1.5",
  DARK: "box-content rounded bg-[#171614] p-1.5 dark:bg-transparent dark:p-0",
} as const;

/** The studio's own head of a page: its logo or its name, and the way to its site. Nothing where it set neither. */
export function Masthead({ look }: { look: Look }) {
  if (!hasMasthead(look)) return null;
  const { name, logo, siteUrl } = look;
  const shown = logo ? (
    <img
      {...logoShown(logo)}
      alt={name}
      className={logo.ground ? GROUND[logo.ground] : undefined}
    />
  ) : (
    name
  );
  const line = "flex min-h-11 w-fit items-center text-sm text-muted [overflow-wrap:anywhere]";
  return (
    <div className="pt-6">
      {siteUrl ? (
        <a
          href={siteUrl}
          rel="noopener noreferrer"
          className={`${line} underline underline-offset-4`}
        >
          {shown}
        </a>
      ) : (
        <p className={line}>{shown}</p>
      )}
    </div>
  );
}

/** The studio's name, on a page whose head does not say it. */
export function StudioName({ look, className }: { look: Look; className: string }) {
  return hasMasthead(look) ? null : <p className={className}>{look.name}</p>;
}
