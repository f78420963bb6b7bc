import { parentPort, workerData } from "node:worker_threads";
import { readEmail } from "./read";

// The thread in which one large email is read: see `readAside`.
parentPort!.postMessage(await readEmail(workerData as Uint8Array));
