import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { OTHER, routesOf } from "@/server/routes";
import { operationOf, shownSql } from "@/telemetry/sql-text";

const SECRET = "k9Xw2-pLs0VbN4tRz7QyF1mCe6JuH3aGd5iOo8TnBvE";

const dynamic: [RegExp, string][] = [
  [/^\/p\/([^/]+?)\/live(?:\/)?$/, "/p/[token]/live"],
  [/^\/p\/([^/]+?)(?:\/(.+?))?(?:\/)?$/, "/p/[token]/[[...rest]]"],
];
const routeOf = routesOf({
  statics: new Map([["/today", "/today"]]),
  dynamic: new Map([["p", dynamic]]),
});

test.each([
  ["/today?from=1", "/today"],
  [`/p/${SECRET}`, "/p/[token]/[[...rest]]"],
  [`/p/${SECRET}/a/b?older=thread.${SECRET}`, "/p/[token]/[[...rest]]"],
  [`/p/${SECRET}/live`, "/p/[token]/live"],
  ["/_next/static/chunks/a.js", "static files"],
  ["/client.0a1b2c3d.css", "static files"],
  [`/${SECRET}`, OTHER],
  [`/today/${SECRET}`, OTHER],
  [`//${SECRET}`, OTHER],
  ["*", OTHER],
  ["", OTHER],
])("%s is named by its route", (url, route) => {
  expect(routeOf(url)).toBe(route);
});

test.each([
  [`SELECT "a" FROM "B" WHERE "c" = $1 LIMIT 10`, `SELECT "a" FROM "B" WHERE "c" = $1 LIMIT ?`],
  [`UPDATE "B" SET "c1" = 'it''s ${SECRET}',  "d" = 1.5`, `UPDATE "B" SET "c1" = ?, "d" = ?`],
  [`SELECT E'a\\'${SECRET}', $tag$ ${SECRET} $tag$, $$x$$`, `SELECT ?, ?, ?`],
  [`SELECT '\\' || '${SECRET}'`, `SELECT ? || ?`],
])("%s is shown without its values", (sql, shown) => {
  expect(shownSql(sql)).toBe(shown);
});

test("a statement is named by one word of few", () => {
  expect(operationOf(`  (select 1)`)).toBe("SELECT");
  expect(operationOf(`secretword 1`)).toBe("OTHER");
});

const usable = {
  DATABASE_URL: "postgresql://localhost/a",
  APP_URL: "https://portal.example.com",
  APP_SECRET: SECRET,
};
test.each([
  [{ METRICS_TOKEN: "short" }, "METRICS_TOKEN must be at least 32 characters long"],
  [{ METRICS_TOKEN: "ab".repeat(20) }, "METRICS_TOKEN is too easy to guess"],
  [{ METRICS_PORT: "9464" }, "METRICS_PORT goes together with METRICS_TOKEN"],
  [{ METRICS_TOKEN: SECRET, METRICS_PORT: "3000" }, "METRICS_PORT is PORT"],
  [{ OTEL_EXPORTER_OTLP_HEADERS: "a=b" }, "goes together with OTEL_EXPORTER_OTLP_ENDPOINT"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "localhost:4318" }, "OTEL_EXPORTER_OTLP_ENDPOINT"],
  [{ OTEL_TRACES_SAMPLER_ARG: "2" }, "OTEL_TRACES_SAMPLER_ARG"],
])("%o is refused by its name", (variables, problem) => {
  expect(() => parseEnv({ ...usable, ...variables })).toThrow(problem);
  expect(() => parseEnv({ ...usable, METRICS_TOKEN: SECRET, METRICS_PORT: "9464" })).not.toThrow();
});
