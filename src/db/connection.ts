import { Client, type ClientConfig } from "pg";
import { env } from "@/lib/env";
import { observeStatement, type Ended } from "@/lib/telemetry";

/** Longer than the server's own limit on a statement: what takes longer has not been heard of at all. */
const SILENCE_MS = 17_000;

/**
 * A connection that is thrown away once a statement has not been answered within the time-out on our side.
 * A network that drops packets without a word closes nothing: without this a dead connection goes back to
 * the pool, and whoever gets it next waits as long. Its idle neighbours are as old, and go with it.
 *
 * It asks one thing at a time: within a transaction Prisma reads related rows at once, and the driver
 * warns of every statement that has to wait in its own queue.
 */
class GuardedClient extends Client {
  static readonly open = new Set<GuardedClient>();
  private underWay = 0;
  private waiting: (() => void)[] = [];

  constructor(config?: string | ClientConfig) {
    super(config);
    GuardedClient.open.add(this);
    this.once("end", () => GuardedClient.open.delete(this));
  }

  // The driver's own query has six shapes; all of them pass through as they came.
  override query = ((...args: unknown[]): unknown => {
    const query = Client.prototype.query as (...args: unknown[]) => unknown;
    const callback = args.at(-1);
    const seen = observeStatement(args[0]);
    if (typeof callback !== "function")
      return new Promise((done, failed) =>
        this.inTurn(
          (ended) =>
            (query.apply(this, args) as Promise<unknown>).then(
              (result) => (ended(), done(result)),
              (error: unknown) => (ended(error), failed(error)),
            ),
          seen,
        ),
      );
    this.inTurn(
      (ended) =>
        query.call(this, ...args.slice(0, -1), (error: unknown, result: unknown) => {
          ended(error);
          (callback as (error: unknown, result: unknown) => void)(error, result);
        }),
      seen,
    );
  }) as Client["query"];

  /** Asks once everything before it is answered; `seen` hears of its end. */
  private inTurn(ask: (ended: Ended) => unknown, seen: Ended | null): void {
    const begin = () =>
      ask((error) => {
        this.underWay -= 1;
        seen?.(error);
        if (isSilence(error)) GuardedClient.dropSilent(this);
        this.waiting.shift()?.();
      });
    this.underWay += 1;
    if (this.underWay === 1) begin();
    else this.waiting.push(begin);
  }

  private static dropSilent(first: GuardedClient): void {
    for (const client of GuardedClient.open)
      if (client === first || client.underWay === 0) client.drop();
  }

  private drop(): void {
    const { stream } = (this as unknown as { connection: { stream: { destroy: () => void } } })
      .connection;
    stream.destroy();
  }
}

const isSilence = (error: unknown) =>
  error instanceof Error && error.message === "Query read timeout";

/**
 * What every connection for pages and commands is opened with. The session is pinned to UTC because the
 * adapter reads times as if it were; waiting for a connection and for a statement both end. A pooler
 * refuses such options: behind one the role has them, which `checkPooler` asserts.
 */
export function connectionOptions(max: number) {
  const { DATABASE_URL, DIRECT_DATABASE_URL } = env();
  return optionsFor(DATABASE_URL, max, DIRECT_DATABASE_URL ? undefined : SESSION_OPTIONS);
}

/** The same, past a pooler if there is one: for what needs a session of its own, to listen or to work the queue. */
export function directOptions(max: number) {
  const { DATABASE_URL, DIRECT_DATABASE_URL } = env();
  return optionsFor(DIRECT_DATABASE_URL ?? DATABASE_URL, max, SESSION_OPTIONS);
}

const SESSION_OPTIONS =
  "-c timezone=UTC -c statement_timeout=15000 -c idle_in_transaction_session_timeout=20000";

function optionsFor(connectionString: string, max: number, options: string | undefined) {
  return {
    connectionString,
    Client: GuardedClient,
    max,
    options,
    connectionTimeoutMillis: 5_000,
    query_timeout: SILENCE_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
  };
}

/** One connection of its own, beside the pool, for listening: what it asks is answered at once or not at all. */
export function openListener(name: string): Client {
  return open(name, 5_000);
}

/** One connection of its own, beside the pool, for work that keeps one for long, with its lock. */
export function openOwnConnection(name: string): Client {
  return open(name, SILENCE_MS);
}

/**
 * One connection of its own for copying whole tables in or out, which may take as long as they are large. The
 * driver's own: a copy is a stream, not an answer.
 */
export function openCopyConnection(name: string): Client {
  const { connectionString, options, connectionTimeoutMillis, keepAlive } = directOptions(1);
  return new Client({
    connectionString,
    options,
    connectionTimeoutMillis,
    keepAlive,
    application_name: name,
  });
}

function open(name: string, query_timeout: number): Client {
  return new GuardedClient({ ...directOptions(1), query_timeout, application_name: name });
}
