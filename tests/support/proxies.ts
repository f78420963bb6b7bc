import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./stack";

/** A certificate for localhost that nobody vouches for. Returns its two files, in `folder`. */
export function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost".split(" ");
  execFileSync(needed("OPENSSL_PATH"), [...words, "-keyout", key, "-out", certificate], {
    stdio: "pipe",
    env: proxyEnv(),
  });
  return { certificate, key };
}

/** A real nginx with these `server` blocks, which may use `folder`; ready once `port` accepts. */
export function startNginx(port: number, servers: (folder: string) => string) {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const configuration = (folder: string) =>
    `${process.getuid?.() === 0 ? "user root;" : ""}
     daemon off; pid ${folder}/pid; error_log stderr; events {}
     http {
       access_log off;
       ${temporary.map((one) => `${one}_temp_path ${folder}/${one};`).join("\n")}
       ${servers(folder)}
     }`;
  return startProxy(port, needed("NGINX_PATH"), configuration, (folder, file) => [
    "-p",
    folder,
    "-c",
    file,
  ]);
}

/** A real Caddy with this Caddyfile; ready once `port` accepts. */
export function startCaddy(port: number, configuration: string) {
  return startProxy(
    port,
    needed("CADDY_PATH"),
    () => configuration,
    (_folder, file) => ["run", "--adapter", "caddyfile", "--config", file],
  );
}

/** A real HAProxy with this configuration; ready once `port` accepts. */
export function startHaproxy(port: number, configuration: string) {
  return startProxy(
    port,
    needed("HAPROXY_PATH"),
    () => configuration,
    (_folder, file) => ["-db", "-f", file],
  );
}

/** A real PgBouncer before this database, in this pool mode; ready once `port` accepts. Its sessions have no options. */
export function startPgBouncer(port: number, database: string, mode: "transaction" | "session") {
  const { hostname, port: serverPort, username, password } = new URL(database);
  const server = `host=${hostname} port=${serverPort} user=${username} password=${decodeURIComponent(password)}`;
  const configuration = () =>
    `[databases]
* = ${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${mode === "session" ? 100 : 20}
max_client_conn = 200
${process.getuid?.() === 0 ? "user = nobody" : ""}
`;
  return startProxy(port, needed("PGBOUNCER_PATH"), configuration, (_folder, file) => [file]);
}

async function startProxy(
  port: number,
  program: string,
  configuration: (folder: string) => string,
  args: (folder: string, file: string) => string[],
) {
  const folder = mkdtempSync(join(tmpdir(), "uptomark-proxy-"));
  const file = join(folder, "configuration");
  writeFileSync(file, configuration(folder));
  const child = spawn(program, args(folder, file), {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...proxyEnv(), HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  let said = "";
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  const stop = async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    rmSync(folder, { recursive: true });
  };
  await until(
    () => accepts(port),
    () => `The proxy did not start:\n${said}`,
  ).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    stop,
    /** Ends it at once, in the middle of whatever it does. */
    kill: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => done(true)).on("error", () => done(false));
    socket.unref().on("connect", () => socket.destroy());
  });
}

/** The environment of a proxy, with where it finds its libraries. */
const proxyEnv = (): NodeJS.ProcessEnv => ({
  ...process.env,
  ...(JSON.parse(process.env.PROXY_ENV ?? "{}") as Record<string, string>),
});

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run the journeys through npm test.`);
  return value;
}
