import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check` and `npm test`, once, with the same compiler.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@prisma/client", "@prisma/adapter-pg", "pg", "pg-boss", "pino", "next-auth", "resend", "rate-limiter-flexible"],
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
};

export default config;
