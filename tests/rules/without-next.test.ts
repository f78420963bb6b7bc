import { build } from "esbuild";
import { expect, test } from "vitest";
import { bundleOptions } from "../../scripts/build.mjs";

/** What the bundled processes import of Next, each with the files that do. */
async function importsOfNext(options: Parameters<typeof build>[0]): Promise<string[]> {
  const { metafile } = await build({ ...options, write: false, metafile: true });
  return Object.entries(metafile!.inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ path }) => path.startsWith("next/")).map(({ path }) => `${file}: ${path}`),
  );
}

test("the processes run without Next: only the web server starts it", async () => {
  expect(await importsOfNext(bundleOptions())).toEqual([]);
}, 60_000);

test("a module that asks Next for the request is found", async () => {
  const contents = 'import { findSignedIn } from "@/auth/session"; console.log(findSignedIn);';
  const { entryPoints: _entries, ...options } = bundleOptions();
  const resolveDir = options.absWorkingDir!;
  const found = await importsOfNext({ ...options, stdin: { contents, resolveDir } });
  expect(found).toContain("src/auth/session.ts: next/headers");
}, 60_000);
