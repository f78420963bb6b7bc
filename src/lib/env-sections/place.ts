import { z } from "zod";
import { absent, optional, port, variable, webAddress, type Section } from "@/lib/env-kinds";

/** Whether an address has nothing after its host and nothing before it. */
function isOrigin(address: string): boolean {
  return URL.canParse(address) && new URL(address).href === `${new URL(address).origin}/`;
}

const variables = {
  APP_URL: variable(
    webAddress.refine(
      isOrigin,
      "must be a web address alone, like https://portal.example.com: no path, query or user",
    ),
    {
      description:
        "The address people open, and the one that every link in an email is built from. Set it as soon as " +
        "others need to reach you.",
      example: "https://portal.example.com",
      ifUnset: "http://localhost:PORT",
      values: "a web address with nothing after its host",
    },
  ),
  PORT: variable(z.preprocess(absent, port.default(3000)), {
    description:
      "The port the web server listens on. If it is taken: the next free one, unless APP_URL is set.",
    example: "3000",
  }),
  HOST: variable(z.preprocess(absent, z.string().default("127.0.0.1")), {
    description:
      "The network address it listens on. Behind a proxy on the same machine, leave it; in a container, set 0.0.0.0.",
    example: "127.0.0.1",
    ifUnset: "127.0.0.1, this machine only",
    values: "an address of this machine",
  }),
  TRUSTED_PROXIES: variable(optional(z.string().regex(/^\d$/, "must be a number from 0 to 9")), {
    description:
      "How many of your proxies are in front of it: the rate limits then trust the address that the " +
      "outermost of them wrote into X-Forwarded-For, and a trace goes on from their traceparent. 0: none, " +
      "and neither header is trusted.",
    example: "1",
    ifUnset: "1 when APP_URL begins with https, else 0",
    values: "0 to 9",
  }),
};

export const place = { title: "Where it lives", variables } satisfies Section;
