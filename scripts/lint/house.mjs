// The linter's own rules for this house: a room writes its own tables and nobody else's, a workflow writes none,
// and what is written or compared is a time of the database's clock.
export const ROOM_OF = {
  client: "clients",
  contact: "clients",
  studio: "studio",
  historyEntry: "history",
  email: "emails",
  emailTurn: "emails",
  mailAccount: "emails",
  suppression: "emails",
  providerEvent: "emails",
  outbox: "emails",
  case: "cases",
  complaint: "cases",
  remedy: "remedies",
  remedyMiss: "remedies",
  goodwill: "remedies",
  calendarTombstone: "deadlines",
  deadline: "deadlines",
  deadlineMove: "deadlines",
  deadlineMiss: "deadlines",
  failure: "own-it",
  failureNotice: "own-it",
  file: "files",
  ledgerEntry: "ledger",
  followUp: "follow-ups",
  followUpSwitch: "follow-ups",
  ownText: "follow-ups",
  message: "messages",
  project: "projects",
  checklistItem: "projects",
  checklistTemplate: "projects",
  extra: "projects",
  workNote: "projects",
  quietCheck: "quiet-clients",
  survey: "surveys",
  answer: "surveys",
};
const WRITES =
  /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;
const RAW = /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"(\w+)"/g;

const modelOf = (table) => table[0].toLowerCase() + table.slice(1);

/** The room or workflow that a file belongs to, as its folder says. */
function placeOf(filename) {
  const [, floor, name] = /\/src\/(features|workflows)\/([^/]+)\//.exec(filename) ?? [];
  return floor ? { floor, name } : null;
}

const ownTables = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const place = placeOf(context.filename.replaceAll("\\", "/"));
    if (!place) return {};
    const check = (node, model) => {
      const room = ROOM_OF[model];
      if (place.floor === "features" && (room ?? place.name) === place.name) return;
      const message =
        place.floor === "workflows"
          ? `A workflow writes no table: call the command of ${room ?? "the room"} that writes ${model}.`
          : `A room writes its own tables only: ${model} belongs to ${room}.`;
      context.report({ node, message });
    };
    const checkRaw = (node, text) => {
      for (const [, table] of text.matchAll(RAW)) check(node, modelOf(table));
    };
    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || !WRITES.test(callee.property.name ?? "")) return;
        const model = callee.object.type === "Identifier" ? callee.object : callee.object.property;
        if (model && !callee.object.computed && model.name in ROOM_OF) check(node, model.name);
      },
      TemplateLiteral(node) {
        checkRaw(node, node.quasis.map((part) => part.value.raw).join("?"));
      },
      Literal(node) {
        if (typeof node.value === "string") checkRaw(node, node.value);
      },
    };
  },
};

const oneClock = {
  meta: { type: "problem", schema: [] },
  create: (context) => ({
    NewExpression(node) {
      if (node.callee.name === "Date" && node.arguments.length === 0)
        context.report({ node, message: "Machines' clocks differ: databaseNow() of @/db/clock." });
    },
  }),
};

export default {
  meta: { name: "house" },
  rules: { "own-tables": ownTables, "one-clock": oneClock },
};
