import { fileURLToPath } from "node:url";
import ours from "../../../next.config.ts";

/** The product's own settings; only where the files lie differs. */
export default (phase) => ({
  ...ours(phase),
  turbopack: { root: fileURLToPath(new URL("../../..", import.meta.url)) },
});
