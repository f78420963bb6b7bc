import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Collects garbage now. For work that makes hundreds of megabytes of it, of which little is alive at a time: by itself
 * V8 lets a heap grow to three times what is alive before it looks. Everything waits for it, some fifty milliseconds.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
}
