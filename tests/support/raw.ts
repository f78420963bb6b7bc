import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";

type Asked = {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

/** A request as it is written: any method, path, Host and Origin, which fetch would not send. */
export async function sendRaw(url: string, { body, ...asked }: Asked) {
  const sending = request(url, { agent: false, ...asked }).end(body);
  // Whoever refuses a body may answer, and close, before it has all been sent.
  const [response] = (await once(sending, "response")) as [IncomingMessage];
  sending.on("error", () => undefined);
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode!, headers: response.headers, text };
}
