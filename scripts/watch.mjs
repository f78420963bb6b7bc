// `npm run dev`: the bundles of web and worker and the client documents' stylesheet follow the
// sources; Next rebuilds the studio's pages by itself.
import { readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { bundleOptions, makeStylesheet } from "./build.mjs";
import { root, say } from "./step.mjs";

export async function startWatching() {
  const { context } = await import("esbuild");
  const processes = {};
  const bundles = await Promise.all(
    ["web", "worker"].map((name) => followBundle(context, name, processes)),
  );
  const sheet = followStylesheet();
  return {
    restartOnChange: (running) => Object.assign(processes, running),
    async stop() {
      sheet.close();
      await Promise.all(bundles.map((bundle) => bundle.dispose()));
    },
  };
}

async function followBundle(context, name, processes) {
  let last;
  const onEnd = async ({ errors }) => {
    if (errors.length > 0)
      return say(
        `${errors[0].location?.file ?? name}:${errors[0].location?.line ?? ""} ${errors[0].text}`,
      );
    const code = readFileSync(join(root, "dist/dev", `${name}.mjs`), "utf8");
    const changed = last !== undefined && code !== last;
    last = code;
    if (changed && processes[name]) {
      say(`The ${name} changed: restarting it.`);
      await processes[name].restart();
    }
  };
  const restarting = { name: "restart", setup: (build) => build.onEnd(onEnd) };
  const bundle = await context({
    ...bundleOptions([name]),
    outdir: "dist/dev",
    plugins: [restarting],
  });
  // Watching alone does not say when the first bundle is there.
  await bundle.rebuild();
  await bundle.watch();
  return bundle;
}

function followStylesheet() {
  let making = false;
  let again = false;
  async function make() {
    again = making;
    if (making) return;
    making = true;
    try {
      await makeStylesheet();
    } catch (error) {
      say(`The client documents' stylesheet: ${error.message}`);
    }
    making = false;
    if (again) await make();
  }
  return watch(join(root, "src"), { recursive: true }, (_, file) => {
    if (/\.(tsx?|css)$/.test(file ?? "") && !file.startsWith("db/generated")) make();
  });
}
