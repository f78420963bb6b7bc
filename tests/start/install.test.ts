import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

/** A project with one package, which lies in its own folder, so that nothing is fetched. */
async function newProject() {
  const folder = await mkdtemp(join(tmpdir(), "uptomark-install-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(root, "scripts"), join(folder, "scripts"), { recursive: true });
  await mkdir(join(folder, "near"));
  await writeFile(join(folder, "near/package.json"), '{"name":"near","version":"1.0.0"}');
  await writeFile(
    join(folder, "package.json"),
    '{"name":"one","version":"1.0.0","type":"module","dependencies":{"near":"file:near"}}',
  );
  await run("npm", ["install", "--package-lock-only", "--no-audit"], { cwd: folder });
  return folder;
}

async function install(folder: string): Promise<string> {
  const code = 'import { installPackages } from "./scripts/install.mjs"; await installPackages();';
  return (await run(process.execPath, ["--input-type=module", "-e", code], { cwd: folder })).stdout;
}

test("packages are installed once, and again only when the lock changed", async () => {
  const folder = await newProject();
  expect(await install(folder)).toContain("Installing the packages");
  expect(existsSync(join(folder, "node_modules/near"))).toBe(true);
  expect(await install(folder)).toBe("");

  await writeFile(join(folder, "near/package.json"), '{"name":"near","version":"1.0.1"}');
  await run("npm", ["install", "--package-lock-only", "--no-audit"], { cwd: folder });
  expect(await install(folder)).toContain("Installing the packages");
});

test("an install that was killed is made again", async () => {
  const folder = await newProject();
  await install(folder);
  await rm(join(folder, "node_modules/.uptomark-installed"));
  await rm(join(folder, "node_modules/near"), { recursive: true });
  expect(await install(folder)).toContain("Installing the packages");
  expect(existsSync(join(folder, "node_modules/near"))).toBe(true);
});
