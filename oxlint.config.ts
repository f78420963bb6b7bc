// The linter holds the plan of the house (docs: ARCHITECTURE.md), so that nobody has to remember it.
// An override of a rule replaces the one before it, so each place gets its walls put together here.
import { defineConfig } from "oxlint";

type Wall = { group?: string[]; regex?: string; message: string; allowTypeImports?: boolean };

/** Rooms that other rooms may call: what everyone needs. */
const GROUND = ["emails", "studio", "clients", "history", "pre-send"];
/** Rooms of their own: each knows its tables and the ground rooms, and no sibling. */
const SIBLINGS = [
  "api-tokens",
  "backups",
  "business-file",
  "calendar",
  "cases",
  "column-matches",
  "deadlines",
  "erasures",
  "figures",
  "files",
  "follow-ups",
  "inbound",
  "ledger",
  "messages",
  "own-it",
  "pledges",
  "projects",
  "quiet-clients",
  "remedies",
  "requests",
  "retention",
  "saved-replies",
  "sign-in",
  "sign-offs",
  "subcontractors",
  "surveys",
  "testimonials",
  "webhooks",
];
/** Views over many rooms: they may read any table, and write none. */
const VIEWS = ["today", "overview", "search", "quality", "read-api"];

const upwards: Wall = { group: ["../*", "../**"], message: "./ inside a room, @/ across." };
const whole: Wall = {
  regex: "^@/features/[^/]+$|/index$",
  message: "No barrels: import the file that has it.",
};

// One gateway to each thing outside: whoever else wants it asks there.
const gateways = {
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
  portable: {
    regex: "^@/db/portable/rows$",
    message: "Only the import of a whole studio writes past the rooms (docs/decisions/037).",
  },
  auth: {
    group: ["next-auth", "next-auth/**", "@auth/**"],
    message: "Only src/auth knows next-auth.",
  },
  telemetry: {
    group: ["@opentelemetry/**"],
    message: "Only src/telemetry knows OpenTelemetry: say it to @/lib/telemetry.",
    allowTypeImports: true,
  },
  passkeys: {
    group: ["@simplewebauthn/**"],
    message: "Only src/auth knows how a passkey is asked and answers.",
  },
} satisfies Record<string, Wall>;

const everywhere = (...open: (keyof typeof gateways)[]): Wall[] => [
  upwards,
  whole,
  ...Object.entries(gateways)
    .filter(([name]) => !open.includes(name as keyof typeof gateways))
    .map(([, wall]) => wall),
];

const above = (...folders: string[]): Wall => ({
  group: folders.flatMap((folder) => [`@/${folder}`, `@/${folder}/**`]),
  message:
    "Imports flow one way: app, workflows, features, then auth db document email language queue live store telemetry, then ui lib.",
});

// The floors, highest first; below them are ui and lib.
const UPPER = ["app", "workflows", "features"];
const MIDDLE = [
  "auth",
  "db",
  "document",
  "mail",
  "language",
  "queue",
  "live",
  "store",
  "telemetry",
];
const but = (folder: string) => MIDDLE.filter((one) => one !== folder);

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

const inRooms = (names: string[]) =>
  names.flatMap((name) => [`@/features/${name}`, `@/features/${name}/**`]);

/** Words for one reader: a page knows who that is, and behind a form it is whoever sent it. */
const saying: Wall = {
  ...not("A page asks its locale: studioLocale() of @/auth/session.", "@/language/say"),
  allowTypeImports: true,
};

/** What a room may not import from the floor it is on, and from those above. */
function wallsOf(name: string): Wall[] {
  const others = [...SIBLINGS, ...VIEWS].filter((other) => other !== name);
  const walls = [...everywhere(), above("app")];
  if (VIEWS.includes(name)) return walls;
  return [
    ...walls,
    {
      ...not("Rooms are siblings: a verb over two of them is a workflow.", ...inRooms(others)),
      allowTypeImports: true,
    },
    not("A workflow calls rooms, never a room a workflow.", "@/workflows/**"),
  ];
}

function room(name: string) {
  const walls = wallsOf(name);
  const own = `@/features/${name}`;
  const file = (kind: string, ...more: Wall[]) =>
    place([`src/features/${name}/${kind}`, `src/features/${name}/*/${kind}`], [...walls, ...more]);
  return [
    place([`src/features/${name}/**`], walls),
    ...files(name, own, file),
    place(
      [`src/features/${name}/components/**`, `src/features/${name}/*/components/**`],
      screenWalls(name),
    ),
  ];
}

type File = (kind: string, ...more: Wall[]) => ReturnType<typeof place>;

function files(name: string, own: string, file: File) {
  return [
    file(
      "schema.ts",
      only(
        "schema.ts says what may come in, with zod alone.",
        "zod",
        "@/lib/cut",
        "@/lib/fields",
        "@/language/languages",
        "@/language/say",
      ),
    ),
    file("rules.ts", ...ruleWalls(own)),
    file("kinds.ts", ...ruleWalls(own)),
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
      // What comes in wakes the worker as what goes out does.
      ...(name === "emails" || name === "inbound"
        ? []
        : [not("Emails alone speak to the queue.", "@/queue/**")]),
    ),
    file("actions.ts", actionsFile),
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
  ];
}

const actionsFile: Wall = not(
  "An action calls one command; it touches no table.",
  "@/db/**",
  "@/queue/**",
  "@/mail/**",
  "./emails",
  "./components/**",
);

function ruleWalls(own: string): Wall[] {
  return [
    {
      ...only(
        "rules.ts decides from facts alone.",
        "./schema",
        `${own}/schema`,
        "./rules",
        "./rules/*",
        `${own}/rules`,
        "./kinds",
        `${own}/kinds`,
        `${own}/*/kinds`,
        "@/db/enums",
        "temporal-polyfill",
        "@/language/languages",
        "@/language/plain",
        "@/language/say",
        "@/language/studio",
        "@/language/stored",
        "@/lib/contact-hours",
        "@/lib/cut",
        "@/lib/dates",
        "@/lib/errors",
        "@/lib/files",
        "@/lib/holidays",
        "@/lib/money",
        "@/lib/thanks",
        "@/lib/variables",
        "@/lib/working-time",
        "@/features/emails/kinds",
        "@/features/emails/rules",
        "@/features/pre-send/rules/*",
        "@/features/studio/rules",
      ),
    },
  ];
}

/** A screen shows what it is given, and posts to the action of a verb, whichever room or workflow has it. */
function screenWalls(name: string): Wall[] {
  return [
    ...wallsOf(name).filter((wall) => !wall.group?.includes("@/workflows/**")),
    not(
      "A screen is given what it shows, and calls actions.",
      "@/db/client",
      "@/queue/**",
      "@/mail/**",
      "@/features/*/commands",
      "@/features/*/*/commands",
      "@/features/*/emails",
      "@/workflows/*/commands",
    ),
    saying,
    {
      group: ["@/features/*/queries"],
      message: "Of queries a screen takes the types.",
      allowTypeImports: true,
    },
  ];
}

function workflow(name = "*", ...open: (keyof typeof gateways)[]) {
  const walls = [...everywhere(...open), above("app")];
  return [
    place([`src/workflows/${name}/**`], walls),
    place(
      [`src/workflows/${name}/commands.ts`],
      [
        ...walls,
        withoutNext,
        not(
          "A command does not know who calls it.",
          "./actions",
          "./components/**",
          "@/features/*/actions",
          "@/features/*/components/**",
        ),
        not("Emails alone speak to the queue.", "@/queue/**"),
      ],
    ),
    place([`src/workflows/${name}/actions.ts`], [...walls, actionsFile]),
  ];
}

const rooms = [...GROUND, ...SIBLINGS, ...VIEWS].flatMap(room);

export default defineConfig({
  jsPlugins: ["./scripts/lint/house.mjs"],
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
    { files: ["src/**", "scripts/**"], rules: { complexity: ["error", { max: 12 }] } },
    { files: ["src/**"], rules: { "node/no-process-env": "error", ...rule(everywhere()) } },
    { files: ["src/lib/env.ts"], rules: { "node/no-process-env": "off" } },

    place(
      ["src/ui/**"],
      [
        ...everywhere(),
        above(...UPPER, ...but("language")),
        not("Words come as props.", "@/language/*", "!@/language/plain"),
      ],
    ),
    place(["src/lib/**"], [...everywhere(), above(...UPPER, ...MIDDLE, "ui")]),
    // What says no, or what is wrong with a field, says it in the reader's language.
    place(
      ["src/lib/{errors,fields,seen,variables}.ts"],
      [...everywhere(), above(...UPPER, ...but("language"), "ui")],
    ),
    place(
      ["src/lib/action.ts"],
      [
        ...everywhere(),
        above(...UPPER, ...MIDDLE.filter((one) => !["auth", "language"].includes(one)), "ui"),
      ],
    ),
    place(["src/app/**/*.tsx"], [...everywhere(), saying]),
    place(["src/auth/**"], [...everywhere("auth", "passkeys"), above(...UPPER)]),
    place(["src/db/**"], [...everywhere("database", "driver", "portable"), above(...UPPER)]),
    // The scripts migrate every database: a restore does as they do.
    place(
      ["src/db/whole/migrations.ts"],
      [...everywhere("database", "driver").filter((wall) => wall !== upwards), above(...UPPER)],
    ),
    place(["src/document/**"], [...everywhere(), above(...UPPER)]),
    place(["src/mail/**"], [...everywhere("mail"), above(...UPPER)]),
    place(["src/store/**"], [...everywhere(), above(...UPPER)]),
    place(["src/server/**"], [...everywhere(), above(...UPPER)]),
    place(
      ["src/language/**"],
      [...everywhere("language"), above(...UPPER, ...but("language"), "ui")],
    ),
    place(["src/queue/**"], [...everywhere("queue"), above(...UPPER)]),
    place(["src/telemetry/**"], [...everywhere("telemetry"), above(...UPPER)]),
    place(["src/live/**"], [...everywhere("driver"), above(...UPPER)]),
    place(["src/app/api/auth/**"], everywhere("auth")),
    ...rooms,
    ...workflow(),
    ...workflow("import-studio", "portable"),
    { files: ["src/features/**", "src/workflows/**"], rules: { "house/own-tables": "error" } },
    {
      files: ["src/{app,auth,features,workflows,mail,queue,live,server}/**"],
      rules: { "house/one-clock": "error" },
    },
  ],
});
