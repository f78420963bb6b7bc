import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: { type: "major" | "minor" }) => void;
let collect: Collect | undefined;

/**
 * Collects garbage now: all of it, or what is young. For work that makes hundreds of megabytes of it, of which little
 * is alive at a time: by itself V8 lets a heap grow to three times what is alive before it looks. Everything waits
 * for it, some fifty milliseconds for all, one or two for what is young.
 */
export function collectGarbage(what: "all" | "young"): void {
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as Collect;
  }
  collect({ type: what === "all" ? "major" : "minor" });
}
