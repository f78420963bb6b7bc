// The status page as a page of the App Router, behind Next's own handler, as any such page is. What the product
// does for the client's documents alone (a limit, headers, the reader's address) is left out, in the peer's favour.
import { createServer } from "node:http";
import next from "next";

const { PORT, HOST } = process.env;
const app = next({ dev: false, dir: import.meta.dirname, hostname: HOST, port: Number(PORT) });
await app.prepare();
const handle = app.getRequestHandler();

createServer((request, response) =>
  request.url === "/" ? response.end("ready") : handle(request, response),
).listen(Number(PORT), HOST);

process.on("SIGTERM", () => process.exit(0));
