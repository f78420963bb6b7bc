import { z } from "zod";
import {
  absent,
  optional,
  variable,
  webAddress,
  type Problems,
  type Section,
} from "@/lib/env-kinds";
import { isLoopback } from "@/lib/loopback";

const oidc = "the other OIDC variables";

const variables = {
  GOOGLE_CLIENT_ID: variable(optional(z.string()), {
    grouped: true,
    description: "The application’s id at Google: “Continue with Google”.",
    example: "",
    needs: "GOOGLE_CLIENT_SECRET",
  }),
  GOOGLE_CLIENT_SECRET: variable(optional(z.string()), {
    grouped: true,
    description: "Its secret.",
    example: "",
    needs: "GOOGLE_CLIENT_ID",
  }),
  GITHUB_CLIENT_ID: variable(optional(z.string()), {
    grouped: true,
    description: "The application’s id at GitHub: “Continue with GitHub”.",
    example: "",
    needs: "GITHUB_CLIENT_SECRET",
  }),
  GITHUB_CLIENT_SECRET: variable(optional(z.string()), {
    grouped: true,
    description: "Its secret.",
    example: "",
    needs: "GITHUB_CLIENT_ID",
  }),
  OIDC_ISSUER: variable(optional(webAddress), {
    group:
      "Any other provider that speaks OpenID Connect, such as Keycloak, Authentik or Authelia: the address " +
      "that its tokens name as their issuer, without /.well-known. Callback address: " +
      "APP_URL/api/auth/callback/oidc. It has to say that an email address is verified (email_verified). " +
      "See docs/sign-in.md.",
    description:
      "Any other provider that speaks OpenID Connect: the address that its tokens name as their issuer, " +
      "without /.well-known. Callback address: APP_URL/api/auth/callback/oidc. It has to say that an email " +
      "address is verified (email_verified). See docs/sign-in.md.",
    example: "https://id.example.com/realms/studio",
    values: "a web address, by https unless it is this machine",
    needs: oidc,
  }),
  OIDC_CLIENT_ID: variable(optional(z.string()), {
    grouped: true,
    description: "The application’s id there.",
    example: "uptomark",
    needs: oidc,
  }),
  OIDC_CLIENT_SECRET: variable(optional(z.string()), {
    grouped: true,
    description: "Its secret.",
    example: "",
    needs: oidc,
  }),
  OIDC_NAME: variable(z.preprocess(absent, z.string().max(60).default("Single sign-on")), {
    description: "What its button is called: “Continue with …”.",
    example: "Example ID",
  }),
};

export const signIn = {
  title: "Other ways to sign in",
  intro: "Callback addresses to register there: APP_URL/api/auth/callback/google and …/github.",
  variables,
} satisfies Section;

type SignInEnv = Partial<Record<keyof typeof variables, string>>;

/** What is wrong with them together. */
export function signInProblems(env: SignInEnv): Problems {
  const { OIDC_ISSUER } = env;
  const names = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  const problems: Problems = names
    .filter((name) => !env[name] && names.some((other) => env[other]))
    .map((name) => [name, "goes together with the other OIDC variables"]);
  if (OIDC_ISSUER?.startsWith("http:") && !isLoopback(new URL(OIDC_ISSUER).hostname))
    problems.push([
      "OIDC_ISSUER",
      "begins with http: whoever is on the way could sign in as anybody. Use https",
    ]);
  for (const provider of ["GOOGLE", "GITHUB"] as const)
    if (Boolean(env[`${provider}_CLIENT_ID`]) !== Boolean(env[`${provider}_CLIENT_SECRET`]))
      problems.push([`${provider}_CLIENT_SECRET`, `goes together with ${provider}_CLIENT_ID`]);
  return problems;
}
