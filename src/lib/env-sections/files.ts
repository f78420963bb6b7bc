import { z } from "zod";
import {
  absent,
  bucket,
  optional,
  variable,
  webAddress,
  type Problems,
  type Section,
} from "@/lib/env-kinds";

const needs = "the other three S3 variables";

const variables = {
  FILES_DIR: variable(z.preprocess(absent, z.string().default(".data/files")), {
    description: "The folder for attached files. With a bucket: only for uploads in progress.",
    example: ".data/files",
    ifUnset: "DATA_DIR/files",
    values: "a folder",
  }),
  S3_ENDPOINT: variable(optional(webAddress), {
    group:
      "An S3-compatible store instead of the folder. All four together; addressed as ENDPOINT/BUCKET/key.",
    description: "The address of an S3-compatible store, in which files are kept instead.",
    example: "https://s3.eu-north-1.amazonaws.com",
    needs,
  }),
  S3_BUCKET: variable(optional(bucket), {
    grouped: true,
    description: "The bucket there, addressed as ENDPOINT/BUCKET/key.",
    example: "uptomark",
    values: "a bucket’s name",
    needs,
  }),
  S3_ACCESS_KEY_ID: variable(optional(z.string()), {
    grouped: true,
    description: "Whose account it is.",
    example: "",
    needs,
  }),
  S3_SECRET_ACCESS_KEY: variable(optional(z.string()), {
    grouped: true,
    description: "The account’s secret.",
    example: "",
    needs,
  }),
  S3_REGION: variable(z.preprocess(absent, z.string().default("us-east-1")), {
    description: "The region that requests to it are signed for.",
    example: "eu-north-1",
  }),
};

export const files = { title: "Files", variables } satisfies Section;

const S3 = ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;

/** What is wrong with them together. */
export function filesProblems(env: Partial<Record<(typeof S3)[number], string>>): Problems {
  return S3.filter((name) => !env[name] && S3.some((other) => env[other])).map((name) => [
    name,
    "goes together with the other S3 variables",
  ]);
}
