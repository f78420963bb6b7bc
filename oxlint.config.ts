// The linter holds the plan of the house (docs: ARCHITECTURE.md), so that nobody has to remember it.
// An override of a rule replaces the one before it, so each place gets its walls put together here.
import { defineConfig } from "oxlint";

type Wall = { group?: string[]; regex?: string; message: string; allowTypeImports?: boolean };

/** Lowest first; rooms in one line do not know each other. */
const ROOMS = [
  ["emails"],
  ["studio"],
  ["clients"],
  ["files"],
  ["cases"],
  ["surveys"],
  ["follow-ups"],
  ["projects"],
  ["calendar", "deadlines", "messages", "testimonials"],
  ["today", "csq"],
];

const upwards: Wall = { group: ["../*", "../**"], message: "./ inside a room, @/ across." };
const whole: Wall = {
  regex: "^@/features/[^/]+$|/index$",
  message: "No barrels: import the file that has it.",
};

// One door to each thing outside: whoever else wants it asks at that door.
const doors = {
  database: {
    group: ["@prisma/*", "@prisma/**", "prisma", "@/db/generated", "@/db/generated/**"],
    message: "Only src/db knows Prisma: import @/db/client.",
  },
  driver: { regex: "^pg(/|$)", message: "Only src/db and src/live speak to PostgreSQL." },
  mail: {
    group: ["resend", "resend/**", "standardwebhooks", "standardwebhooks/**"],
    message: "Only src/mail knows the mail provider.",
  },
  queue: { group: ["pg-boss", "pg-boss/**"], message: "Only src/queue knows the job queue." },
  language: {
    regex: "^(use-intl|intl-messageformat)(/|$)",
    message: "Only src/language knows the translator: ask a locale of @/language/locale.",
  },
  auth: {
    group: ["next-auth", "next-auth/**", "@auth/**"],
    message: "Only src/auth knows next-auth.",
  },
} satisfies Record<string, Wall>;

const everywhere = (...open: (keyof typeof doors)[]): Wall[] => [
  upwards,
  whole,
  ...Object.entries(doors)
    .filter(([name]) => !open.includes(name as keyof typeof doors))
    .map(([, wall]) => wall),
];

const above = (...folders: string[]): Wall => ({
  group: folders.flatMap((folder) => [`@/${folder}`, `@/${folder}/**`]),
  message:
    "Imports flow one way: app, features, then auth db document email language queue live store, then ui lib.",
});

const rule = (walls: Wall[]) => ({
  "no-restricted-imports": ["error", { patterns: walls }] as const,
});
const place = (files: string[], walls: Wall[]) => ({ files, rules: rule(walls) });

// An exception in one wall is an exception from all of them: only what the whole place may import stands behind a "!".
const only = (message: string, ...open: string[]): Wall => ({
  group: ["*", ...open.map((one) => `!${one}`)],
  message,
});
const withoutNext: Wall = {
  group: ["next", "next/**", "react", "react-dom", "react-dom/**", "@/ui/**"],
  message: "Callable without Next: tests, the worker and the client's route handlers do.",
};
const not = (message: string, ...group: string[]): Wall => ({ group, message });

function room(name: string, higher: string[]) {
  const walls = [
    ...everywhere(),
    above("app"),
    ...(higher.length > 0
      ? [
          not(
            `A room knows only rooms below it; ${name} is below these or beside them.`,
            ...higher.flatMap((other) => [`@/features/${other}`, `@/features/${other}/**`]),
          ),
        ]
      : []),
  ];
  const own = `@/features/${name}`;
  const file = (kind: string, ...more: Wall[]) =>
    place([`src/features/${name}/${kind}`, `src/features/${name}/*/${kind}`], [...walls, ...more]);
  return [
    place([`src/features/${name}/**`], walls),
    file(
      "schema.ts",
      only(
        "schema.ts says what may come in, with zod alone.",
        "zod",
        "@/lib/fields",
        "@/language/languages",
      ),
    ),
    // The hours of a client stand in the lowest room: every room may know them, so this opens no other wall.
    file(
      "rules.ts",
      only(
        "rules.ts decides from facts alone.",
        "./schema",
        `${own}/schema`,
        "./rules",
        `${own}/rules`,
        "temporal-polyfill",
        "@/language/plain",
        "@/lib/contact-hours",
        "@/lib/dates",
        "@/lib/errors",
        "@/lib/holidays",
        "@/features/emails/rules",
      ),
    ),
    file(
      "queries.ts",
      withoutNext,
      not(
        "A read changes nothing and shows nothing.",
        "./commands",
        "./actions",
        "./emails",
        "./components/**",
        "@/queue/**",
        "@/features/*/commands",
        "@/features/*/actions",
      ),
      ...(name === "emails"
        ? []
        : [not("Emails alone show what an email looks like.", "@/mail/**")]),
    ),
    file(
      "commands.ts",
      withoutNext,
      not(
        "A command does not know who calls it.",
        "./actions",
        "./components/**",
        "@/features/*/actions",
        "@/features/*/components/**",
      ),
      ...(name === "emails" ? [] : [not("Emails alone speak to the queue.", "@/queue/**")]),
    ),
    file(
      "actions.ts",
      not(
        "A doorstep calls one command; it touches no table.",
        "@/db/**",
        "@/queue/**",
        "@/mail/**",
        "./emails",
        "./components/**",
      ),
    ),
    file("emails.tsx", withoutNext, {
      ...not(
        "An email is words: it reads and writes nothing.",
        "@/db/**",
        "@/queue/**",
        "./commands",
        "./queries",
        "./actions",
      ),
      allowTypeImports: true,
    }),
    place(
      [`src/features/${name}/components/**`, `src/features/${name}/*/components/**`],
      [
        ...walls,
        not(
          "A screen is given what it shows, and calls actions.",
          "@/db/**",
          "@/queue/**",
          "@/mail/**",
          "@/features/*/commands",
          "@/features/*/*/commands",
          "@/features/*/emails",
        ),
        {
          group: ["@/features/*/queries", "@/features/*/schema"],
          message: "Of queries and schema a screen takes the types.",
          allowTypeImports: true,
        },
      ],
    ),
  ];
}

const rooms = ROOMS.flatMap((beside, height) =>
  beside.flatMap((name) =>
    room(name, [...beside.filter((other) => other !== name), ...ROOMS.slice(height + 1).flat()]),
  ),
);

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "react", "jsx-a11y", "import", "node"],
  categories: { correctness: "error" },
  env: { node: true, browser: true },
  ignorePatterns: ["src/db/generated", ".next", "dist", "public", "next-env.d.ts", "bench/peers"],
  rules: {
    "no-console": "error",
    "no-debugger": "error",
    "no-empty": "error",
    "no-var": "error",
    "prefer-const": "error",
    eqeqeq: ["error", "always", { null: "ignore" }],
    "no-control-regex": "off",
    "typescript/no-explicit-any": "error",
    "typescript/consistent-type-imports": "error",
    "import/no-cycle": "error",
    "oxc/no-barrel-file": ["error", { threshold: 0 }],
    "react/react-in-jsx-scope": "off",
    "jsx-a11y/prefer-tag-over-role": "off",
  },
  overrides: [
    { files: ["scripts/**", "bench/**", "tests/**"], rules: { "no-console": "off" } },
    { files: ["src/**"], rules: { "node/no-process-env": "error", ...rule(everywhere()) } },
    { files: ["src/lib/env.ts"], rules: { "node/no-process-env": "off" } },

    place(
      ["src/ui/**"],
      [
        ...everywhere(),
        above(
          "app",
          "features",
          "auth",
          "db",
          "document",
          "email",
          "language",
          "queue",
          "live",
          "store",
        ),
      ],
    ),
    place(
      ["src/lib/**"],
      [
        ...everywhere(),
        above(
          "app",
          "features",
          "auth",
          "db",
          "document",
          "email",
          "language",
          "queue",
          "live",
          "store",
          "ui",
        ),
      ],
    ),
    place(
      ["src/lib/action.ts"],
      [
        ...everywhere(),
        above(
          "app",
          "features",
          "db",
          "document",
          "email",
          "language",
          "queue",
          "live",
          "store",
          "ui",
        ),
      ],
    ),
    place(["src/auth/**"], [...everywhere("auth"), above("app", "features")]),
    place(["src/db/**"], [...everywhere("database", "driver"), above("app", "features")]),
    place(["src/document/**"], [...everywhere(), above("app", "features")]),
    place(["src/mail/**"], [...everywhere("mail"), above("app", "features")]),
    place(["src/server/**"], [...everywhere(), above("app", "features")]),
    place(["src/store/**"], [...everywhere(), above("app", "features")]),
    place(
      ["src/language/**"],
      [
        ...everywhere("language"),
        above("app", "features", "auth", "db", "document", "email", "queue", "live", "store", "ui"),
      ],
    ),
    place(["src/queue/**"], [...everywhere("queue"), above("app", "features")]),
    place(["src/live/**"], [...everywhere("driver"), above("app", "features")]),
    place(["src/app/api/auth/**"], everywhere("auth")),
    ...rooms,
  ],
});
