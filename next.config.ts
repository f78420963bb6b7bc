import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";

const keep = (source: string, value: string) => ({
  source,
  headers: [{ key: "cache-control", value }],
});

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // No page has a picture that would have to be made smaller.
  images: { unoptimized: true },
  // Said here, since Next takes the topmost folder with a lock file: whoever has one in their home would have it all watched.
  turbopack: { root: import.meta.dirname },
  // The stylesheet and script of the client's pages have their content in their name; a font's changes once in years.
  headers: async () => [
    keep("/client.:hash([0-9a-f]{8}).:kind(css|js)", "public, max-age=31536000, immutable"),
    keep("/fonts/:file", "public, max-age=2592000"),
  ],
  // Addresses from before an email was called one: they are in emails that were sent, and in monitors.
  redirects: async () => [
    { source: "/letters/:path*", destination: "/emails/:path*", permanent: true },
    { source: "/healthz/letters", destination: "/healthz/emails", permanent: true },
  ],
  // Types are checked by `npm run check` and `npm test`, once, with the same compiler.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@prisma/client",
    "@prisma/adapter-pg",
    "pg",
    "pg-boss",
    "pino",
    "next-auth",
    "resend",
    "rate-limiter-flexible",
    // Large, and loaded once by the web process for its own pages: bundled, Next's would hold them again in each chunk.
    "zod",
    "date-holidays",
    "temporal-polyfill",
  ],
  // A page comes with its title. Sent after the page, as Next would have it for all but some bots, it is gone for a
  // moment whenever an open page is shown anew.
  htmlLimitedBots: /.*/,
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
};

/** What ends in `.dev` is a route under `npm run dev`, and is in no build. */
export default (phase: string): NextConfig => ({
  ...config,
  pageExtensions: [
    "ts",
    "tsx",
    ...(phase === PHASE_DEVELOPMENT_SERVER ? ["dev.ts", "dev.tsx"] : []),
  ],
});
