import { join } from "node:path";
import { keptSecret } from "./secrets.mjs";
import { toolEnv } from "./step.mjs";

/** The environment of web, worker and the commands beside them. */
export function childEnv({
  settings,
  databaseUrl,
  dev = false,
  port = settings.port,
  address = `http://localhost:${port}`,
}) {
  const appUrl = settings.appUrl ?? address;
  const env = toolEnv({
    NODE_ENV: dev ? "development" : "production",
    DATABASE_URL: databaseUrl,
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    PORT: String(port),
    HOST: settings.host,
    APP_SECRET: settings.secret ?? keptSecret(settings.dataDir),
    FILES_DIR: process.env.FILES_DIR?.trim() || join(settings.dataDir, "files"),
    UPTOMARK_SUPERVISED: "1",
  });
  // The demo is never opened because somebody's environment happened to say so.
  delete env.UPTOMARK_EMBEDDED;
  if (!settings.databaseUrl) env.UPTOMARK_EMBEDDED = "1";
  return env;
}
