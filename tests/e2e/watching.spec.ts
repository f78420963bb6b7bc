import { once } from "node:events";
import { expect, test } from "@playwright/test";
import { newToken, unseal } from "@/lib/tokens";
import { withCleanup } from "@tests/support/cleanup";
import { attributeOf, startCollector } from "@tests/support/collector";
import { tokenOf } from "@tests/support/links";
import { startResend } from "@tests/support/resend";
import { freePort, startStack, until, type Stack } from "@tests/support/stack";

const TOKEN = "o3Zr1-pXc9TqW7yBn5KdL2mVh8sGf4Ja";
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };

const metricsOf = async (url: string, token = TOKEN) => {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, text: await answer.text() };
};

/** The secret of every kind of address there is in the demo, and the address that has it. */
async function secretPaths(stack: Stack): Promise<[path: string, secret: string][]> {
  const client = await tokenOf(stack, "Ines Duarte");
  const sealed = async (purpose: Parameters<typeof unseal>[0], sql: string) => {
    const [row] = await stack.sql<{ cipher: Buffer | null }>(sql);
    return row?.cipher ? unseal(purpose, row.cipher) : newToken();
  };
  const desk = await sealed(
    "subcontractor-link",
    `SELECT "linkCipher" AS "cipher" FROM "Subcontractor" LIMIT 1`,
  );
  const made = ["s", "q", "u", "t"].map((prefix): [string, string] => {
    const secret = newToken();
    return [`/${prefix}/${secret}`, secret];
  });
  const feed = newToken();
  const link = newToken();
  return [
    [`/p/${client}`, client],
    [`/p/${client}/live?see=${client}`, client],
    [`/d/${desk}`, desk],
    ...made,
    [`/calendar/${feed}.ics`, feed],
    [`/sign-in/confirm/${link}?token=${link}`, link],
    [`/no/such/place/${link}`, link],
  ];
}

/** Opens an address as a browser does, and hangs up once it has begun to answer. */
async function visit(url: string): Promise<number> {
  const stop = new AbortController();
  const { status } = await fetch(url, { signal: stop.signal, redirect: "manual" });
  stop.abort();
  return status;
}

test("no secret of an address is in the metrics or in what a collector gets", () =>
  withCleanup(async (after) => {
    const collector = await startCollector();
    after(collector.stop);
    const port = await freePort();
    const stack = await startStack({
      demo: true,
      env: {
        METRICS_TOKEN: TOKEN,
        METRICS_PORT: String(port),
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: "x-account=studio",
      },
    });
    let running = true;
    after(() => running && stack.stop());
    const paths = await secretPaths(stack);
    for (const [path] of paths) await visit(stack.url + path);
    await fetch(`${stack.url}${paths[0]![0]}`, { method: "POST", body: "text=Private+words" });
    expect(await visit(`${stack.url}${paths[0]![0]}`)).toBe(200);

    const { status, text } = await metricsOf(stack.url);
    expect(status).toBe(200);
    expect(text).toMatch(
      /^http_server_request_duration_count\{http_request_method="GET",http_route="\/p\/\[token\]\/\[\[\.\.\.rest\]\]",http_response_status_code="200"\} 2$/m,
    );
    for (const route of ["/p/[token]/live", "/d/[token]/[[...rest]]", "/calendar/[file]", "other"])
      expect(text).toContain(`http_route="${route}"`);
    for (const figure of [
      'uptomark_outbox_emails{state="held"} ',
      "uptomark_outbox_oldest_due ",
      "uptomark_outbox_closed 0",
      'uptomark_job_waiting{queue="deliver-emails"} ',
      'db_client_connection_count{state="idle"} ',
      "db_client_connection_pending_requests 0",
      "uptomark_listen_connected 1",
      "uptomark_database_up 1",
    ])
      expect(text).toContain(figure);

    // The worker's own figures are at its own port, and its jobs among them.
    const worker = await metricsOf(`http://127.0.0.1:${port}`);
    expect(worker.text).toContain('uptomark_job_duration_count{queue="deliver-emails"');
    expect(worker.text).toContain("uptomark_listen_connected 1");
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(401);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);

    // The stop sends what was not sent yet.
    await stack.stop();
    running = false;
    const spans = collector.spans("web");
    const pages = spans.filter(({ name }) => name === "GET /p/[token]/[[...rest]]");
    expect(pages).toHaveLength(2);
    const statements = spans.filter(({ parentSpanId }) => parentSpanId === pages[0]!.spanId);
    expect(statements.map((one) => attributeOf(one, "db.query.text")).join()).toMatch(
      /FROM "Contact".*\$1/,
    );
    expect(collector.spans("worker").map(({ name }) => name)).toContain("job deliver-emails");
    expect(collector.bodies.map(({ path }) => path)).toContain("/v1/metrics");
    expect(collector.bodies.every(({ headers }) => headers["x-account"] === "studio")).toBe(true);

    const said = [text, worker.text, ...collector.bodies.map((body) => body.text)].join("\n");
    for (const [, secret] of paths) expect(said).not.toContain(secret);
    for (const words of ["Private", "Ines", "example.com", "Mira", TOKEN])
      expect(said).not.toContain(words);
  }));

test("an email that is handed over is a span by its kind and what came of it", ({ page }) =>
  withCleanup(async (after) => {
    const collector = await startCollector();
    after(collector.stop);
    const resend = await startResend();
    after(resend.stop);
    const port = await freePort();
    const stack = await startStack({
      env: {
        RESEND_API_KEY: "re_test_only",
        RESEND_BASE_URL: resend.url,
        MAIL_FROM: "emails@studio.example.com",
        METRICS_TOKEN: TOKEN,
        METRICS_PORT: String(port),
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      },
    });
    let running = true;
    after(() => running && stack.stop());
    await page.goto(`${stack.url}/sign-in`);
    await page.getByLabel("Email address").fill("mira@private.example");
    await page.getByRole("button", { name: "Send me a link" }).click();
    const sent = () => resend.to("mira@private.example", "Your sign-in link");
    await until(
      () => sent().length === 1,
      () => `No sign-in link came:\n${stack.printed()}`,
    );
    const link = /\/sign-in\/confirm\S+/.exec(sent()[0]!.body.text)![0];
    expect(await visit(stack.url + link)).toBe(200);
    let said = "";
    await until(
      async () => {
        said = (await metricsOf(`http://127.0.0.1:${port}`)).text;
        return /^uptomark_email_attempts_total\{kind="sign-in.requested",outcome="sent"\} 1$/m.test(
          said,
        );
      },
      () => `The worker did not count it:\n${said}`,
    );
    await stack.stop();
    running = false;
    const [span] = collector.spans("worker").filter(({ name }) => name === "hand over an email");
    expect(attributeOf(span!, "email.kind")).toBe("sign-in.requested");
    expect(attributeOf(span!, "email.outcome")).toBe("sent");
    const all = collector.bodies.map(({ text }) => text).join("\n");
    expect(all).toContain("/sign-in/confirm/[[...link]]");
    expect(link.length).toBeGreaterThan(40);
    for (const secret of [link.split(/[/?=&]/).at(-1)!, "private.example"])
      expect(all + said).not.toContain(secret);
  }));

test("without its token there are no metrics, and without a setting nothing is loaded", () =>
  withCleanup(async (after) => {
    const sayLoaded = `import { registerHooks } from "node:module";
      registerHooks({ resolve(name, context, next) {
        const { url } = next(name, context);
        // Next asks for the API by itself, and has a copy where there is none.
        if (/@opentelemetry.(?!api.)/.test(url)) process.stdout.write("LOADED " + url + "\\n");
        return next(name, context);
      } });`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(sayLoaded)}`;
    const plain = await startStack({ env: { NODE_OPTIONS } });
    after(plain.stop);
    expect((await metricsOf(plain.url)).status).toBe(404);
    expect(plain.printed()).not.toContain("LOADED");

    const watched = await startStack({ env: { NODE_OPTIONS, METRICS_TOKEN: TOKEN } });
    after(watched.stop);
    for (const wrong of ["", "wrong", TOKEN.slice(0, -1), `${TOKEN}a`])
      expect(await metricsOf(watched.url, wrong)).toEqual({ status: 401, text: "" });
    expect((await metricsOf(watched.url)).status).toBe(200);
    // The control: what is loaded is seen.
    expect(watched.printed()).toContain("LOADED");
  }));

test("a trace goes on from a proxy, and from nobody else", () =>
  withCleanup(async (after) => {
    const collector = await startCollector();
    after(collector.stop);
    for (const [proxies, goesOn] of [
      ["1", true],
      ["0", false],
    ] as const) {
      const stack = await startStack({
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, TRUSTED_PROXIES: proxies },
      });
      await fetch(`${stack.url}/healthz`, { headers: CALLER });
      await stack.stop();
      const asked = collector.spans("web").filter(({ name }) => name === "GET /healthz");
      expect(asked.at(-1)!.traceId === TRACE, `behind ${proxies}`).toBe(goesOn);
    }
  }));

test("a collector that never answers holds up no page and no stop, and is one line in the log", () =>
  withCleanup(async (after) => {
    const collector = await startCollector({ silent: true });
    after(collector.stop);
    const stack = await startStack({
      demo: true,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, TRUSTED_PROXIES: "1" },
    });
    let running = true;
    after(() => running && stack.stop());
    const path = `/p/${await tokenOf(stack, "Ines Duarte")}`;
    const lines = () => stack.printed().match(/do not reach OTEL_EXPORTER_OTLP_ENDPOINT/g) ?? [];
    // Two lots of spans that are given up, in each process one line.
    let slowest = 0;
    let reader = 0;
    await until(
      async () => {
        const began = performance.now();
        reader += 1;
        const headers = { "x-forwarded-for": `10.0.0.${reader % 250}` };
        expect((await fetch(stack.url + path, { headers })).status).toBe(200);
        slowest = Math.max(slowest, performance.now() - began);
        return lines().length > 0 && collector.sent("web") > 1;
      },
      () => `Nothing was said of it:\n${stack.printed()}`,
    );
    expect(slowest).toBeLessThan(1_000);
    expect(lines().length).toBeLessThanOrEqual(2);
    const began = performance.now();
    const ended = once(stack.web, "exit");
    stack.web.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    // A second's notice to load balancers, and two at most for what was not sent.
    expect(performance.now() - began).toBeLessThan(3_800);
    await stack.stop();
    running = false;
  }));
