import { z } from "zod";
import { resources } from "./resources";
import { MOST_ON_A_PAGE, pageOf, problem } from "./schema";

const shapeOf = (schema: z.ZodType) => {
  const { $schema: _named, ...shape } = z.toJSONSchema(schema);
  return shape;
};

const json = (schema: object, type = "application/json") => ({ content: { [type]: { schema } } });
const named = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const refused = (description: string) => ({
  description,
  ...json(named("Problem"), "application/problem+json"),
});
const tooMany = {
  ...refused("More than 120 requests in a minute: Retry-After says when to ask again."),
  headers: { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } },
};
const always = {
  "401": refused("The token is missing, unknown or revoked."),
  "404": refused("There is nothing at this address, or nothing of yours."),
  "429": tooMany,
};

const parameters = [
  {
    name: "after",
    in: "query",
    description: "The next of the page before.",
    schema: { type: "string", format: "uuid" },
  },
  {
    name: "limit",
    in: "query",
    schema: { type: "integer", minimum: 1, maximum: MOST_ON_A_PAGE, default: 50 },
  },
];
const byId = [
  { name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } },
];

/** Returns the API's own description, OpenAPI 3.1, made from the schemas that its answers are made by. */
export function openApi(origin: string) {
  const entries = Object.entries(resources);
  return {
    openapi: "3.1.0",
    info: {
      title: "Uptomark",
      version: "1",
      description: "Reads what a freelancer's own studio holds. Nothing can be changed by it.",
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ token: [] }],
    paths: Object.fromEntries(
      entries.flatMap(([path, { name, about }]) => pathsOf(path, name, about)),
    ),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: {
        ...Object.fromEntries(entries.map(([, { name, one }]) => [name, shapeOf(one)])),
        ...Object.fromEntries(
          entries.map(([, { name, one }]) => [`${name}Page`, shapeOf(pageOf(one))]),
        ),
        Problem: shapeOf(problem),
      },
    },
  };
}

const pathsOf = (path: string, name: string, about: string) => [
  [
    `/${path}`,
    {
      get: {
        operationId: `list${name}s`,
        summary: about,
        parameters,
        responses: {
          "200": { description: "A page, newest first.", ...json(named(`${name}Page`)) },
          "400": refused("A parameter can't be used as it is."),
          ...always,
        },
      },
    },
  ],
  [
    `/${path}/{id}`,
    {
      get: {
        operationId: `get${name}`,
        summary: about,
        parameters: byId,
        responses: {
          "200": { description: "The one of this id.", ...json(named(name)) },
          ...always,
        },
      },
    },
  ],
];
