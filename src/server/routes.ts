import { readFileSync } from "node:fs";

type Page = { page: string; regex: string };
type Table = { statics: Map<string, string>; dynamic: Map<string, [RegExp, string][]> };

/** What is unknown, damaged or made up: one name for all of it. */
export const OTHER = "other";

const firstOf = (path: string) => path.split("/", 2)[1] ?? "";

/** Next's own table of the pages that it built; none while it is being worked on. */
function read(): Table {
  const { staticRoutes, dynamicRoutes } = JSON.parse(
    readFileSync(".next/routes-manifest.json", "utf8"),
  ) as { staticRoutes: Page[]; dynamicRoutes: Page[] };
  const statics = new Map(
    [...staticRoutes.map(({ page }) => page), "/metrics"].map((one) => [one, one]),
  );
  const dynamic = new Map<string, [RegExp, string][]>();
  for (const { page, regex } of dynamicRoutes) {
    const first = firstOf(page);
    dynamic.set(first, [...(dynamic.get(first) ?? []), [new RegExp(regex), page]]);
  }
  return { statics, dynamic };
}

/** What is served as a file: scripts, styles, fonts. */
const ASSETS = /^\/(_next\/static\/|fonts\/|client\.[0-9a-f]{8}\.(css|js)$)/;

/**
 * Returns how an address is named: by its route, such as /p/[token]/[[...rest]], never by the path, which may hold a
 * secret. All that is no route is "other", so there are as many names as the product has routes, and a few more.
 */
export function routesOf(table: Table = read()): (url: string) => string {
  return (url) => {
    const path = url.split("?", 1)[0]!;
    if (ASSETS.test(path)) return "static files";
    const own = table.statics.get(path);
    if (own) return own;
    return table.dynamic.get(firstOf(path))?.find(([regex]) => regex.test(path))?.[1] ?? OTHER;
  };
}
