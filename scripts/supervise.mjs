// Everything in `npm start` after the install: database, migrations, build, demo, and the two
// processes. It keeps them running until it is stopped, and then ends everything in order.
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "./build.mjs";
import { childEnv } from "./child-env.mjs";
import { isFree, nextFreePort } from "./free-port.mjs";
import { keepRunning } from "./keep-running.mjs";
import { migrate, settleRole } from "./migrate.mjs";
import { bringUp, startPostgres } from "./postgres.mjs";
import { keptSecret } from "./secrets.mjs";
import { isLoopback, Refused } from "./settings.mjs";
import { runTool, say, secondsSince, step } from "./step.mjs";
import { startWatching } from "./watch.mjs";

/** Runs the studio until `signal` is aborted; whatever was started by then has ended when this settles. */
export async function supervise({ settings, hold, dev, signal }) {
  const started = [];
  try {
    const port = await choosePort(settings);
    const embedded = settings.databaseUrl
      ? undefined
      : await keepPostgresRunning(settings, started, signal);
    hold.tell({ databasePort: embedded?.port });

    const secret = settings.secret ?? keptSecret(settings.dataDir);
    await build({ signal, secret, only: dev ? ["client", "assets", "bundles"] : undefined });
    const databaseUrl = await step("Bringing the database up to date", () =>
      upToDate(settings, embedded, signal),
    );
    const env = childEnv({ settings, port, dev, databaseUrl });
    if (embedded)
      await step("Preparing the demo studio", () =>
        runTool(process.execPath, ["dist/seed.mjs"], { signal, env }),
      );

    const watched = dev ? await startWatching({ signal }) : undefined;
    if (watched) started.unshift(watched);
    const folder = dev ? "dist/dev" : "dist";
    const web = keepRunning("web", [join(folder, "web.mjs")], env);
    const worker = keepRunning("worker", [join(folder, "worker.mjs")], env);
    started.unshift({ stop: () => Promise.all([web.stop(), worker.stop()]) });
    watched?.restartOnChange({ web, worker });

    await step(dev ? "Starting web and worker for development" : "Starting web and worker", () =>
      untilReady({ web, worker, port, host: settings.host, signal }),
    );
    web.steady();
    worker.steady();
    hold.tell({ address: env.APP_URL });
    welcome({ settings, env, embedded });
    await aborted(signal);
  } finally {
    if (started.length > 0) await stopAll(started);
  }
}

async function upToDate({ databaseUrl, directUrl }, embedded, signal) {
  if (embedded) return bringUp(embedded, { signal });
  await migrate(directUrl ?? databaseUrl, { signal });
  if (directUrl) await settleRole(directUrl);
  return databaseUrl;
}

async function stopAll(started) {
  const from = performance.now();
  say("Stopping …");
  for (const one of started) await one.stop();
  say(`Stopped in ${secondsSince(from)}.`);
}

async function choosePort({ host, port, appUrl }) {
  if (await isFree(host, port)) return port;
  if (appUrl)
    throw new Refused(
      `Port ${port} is taken by another program, and APP_URL is set, so the links could not ` +
        "follow to another port. Free it, or set PORT.",
    );
  const next = await nextFreePort(host, port + 1);
  if (!next)
    throw new Refused(
      `Port ${port} is taken, and so are the hundred after it. Set PORT to a free one.`,
    );
  say(`Port ${port} is taken by another program: using ${next}.`);
  return next;
}

/**
 * Starts the embedded PostgreSQL and, when it crashes, starts it again on the same port, where web
 * and worker find it.
 */
async function keepPostgresRunning({ dataDir }, started, signal) {
  const folder = join(dataDir, "postgres");
  const server = {
    current: await step("Starting PostgreSQL", () => startPostgres({ dataDir: folder, signal })),
  };
  const { port } = server.current;
  let isStopping = false;
  let restarting = Promise.resolve();
  let wait = 0;

  const watch = () =>
    server.current.exited.then(({ code, signal: by }) => {
      if (!isStopping) restarting = restart(by ?? code);
    });
  async function restart(how) {
    for (;;) {
      wait = Math.min(30_000, wait * 2 || 500);
      say(`PostgreSQL ended (${how}). Starting it again; its log is ${folder}.log`);
      await pause(wait, undefined, { signal }).catch(() => undefined);
      if (isStopping) return;
      try {
        server.current = await startPostgres({ dataDir: folder, port, signal });
        say("PostgreSQL is back.");
        watch();
        return;
      } catch (error) {
        how = error.message;
      }
    }
  }
  watch();
  started.push({
    async stop() {
      isStopping = true;
      await restarting;
      await server.current.stop();
    },
  });
  return { port, dataDir: folder };
}

async function untilReady({ web, worker, port, host, signal }) {
  const failed = Promise.race([
    web.firstExit.then((how) => {
      throw new Refused(`The web process did not start (${how}). Its output is above.`);
    }),
    worker.firstExit.then((how) => {
      throw new Refused(`The worker did not start (${how}). Its output is above.`);
    }),
  ]);
  // Nobody waits for it any more once both run.
  failed.catch(() => undefined);
  const asked = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const address = `http://${asked.includes(":") ? `[${asked}]` : asked}:${port}/readyz`;
  const deadline = Date.now() + 120_000;
  for (;;) {
    signal.throwIfAborted();
    if (await Promise.race([isReady(address), failed])) return;
    if (Date.now() > deadline)
      throw new Refused(
        `The web process did not become ready in two minutes: ${address} does not answer 200.`,
      );
    await Promise.race([pause(100), failed]);
  }
}

async function isReady(address) {
  try {
    const { status } = await fetch(address, { signal: AbortSignal.timeout(5000) });
    return status === 200;
  } catch {
    // Not listening yet, which the next question finds out again.
    return false;
  }
}

function welcome({ settings, env, embedded }) {
  const demo =
    embedded &&
    isLoopback(settings.host) &&
    isLoopback(new URL(env.APP_URL).hostname) &&
    !settings.sendsEmails &&
    !settings.hasOAuth;
  const signIn = demo
    ? "press “Open the demo studio”; or type your address, and the link appears here"
    : settings.sendsEmails
      ? "type your address, and the link comes by email"
      : "type your address, and the link appears here";
  say("");
  say(`Uptomark is at ${env.APP_URL}`);
  say(`  Sign in   ${signIn}.`);
  say(
    `  Emails   ${settings.sendsEmails ? "are sent through Resend" : "stay on this machine"}; ` +
      "read each one under Emails in the studio.",
  );
  say("  Stop      Ctrl-C");
  say("");
}

function aborted(signal) {
  return new Promise((_, failed) => {
    if (signal.aborted) failed(signal.reason);
    signal.addEventListener("abort", () => failed(signal.reason));
  });
}
