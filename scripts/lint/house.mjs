// The linter's own rules for this house: a room writes its own tables and nobody else's, a workflow writes none,
// and what is written or compared is a time of the database's clock.
export const ROOM_OF = {
  apiToken: "api-tokens",
  backupState: "backups",
  businessFile: "business-file",
  client: "clients",
  columnMatch: "column-matches",
  contact: "clients",
  studio: "studio",
  studioDue: "studio",
  logo: "studio",
  historyEntry: "history",
  email: "emails",
  replyAddress: "emails",
  emailTurn: "emails",
  mailAccount: "emails",
  suppression: "emails",
  erasedAddress: "emails",
  assignment: "subcontractors",
  assignmentDate: "subcontractors",
  assignmentDateMove: "subcontractors",
  assignmentFile: "subcontractors",
  assignmentMessage: "subcontractors",
  assignmentQuestion: "subcontractors",
  subcontractor: "subcontractors",
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
  erasure: "erasures",
  keptFigure: "erasures",
  figureChange: "figures",
  figureMonth: "figures",
  figurePeriod: "figures",
  figureState: "figures",
  file: "files",
  link: "files",
  storeDeletion: "files",
  inboundArrival: "inbound",
  inboundMailbox: "inbound",
  inboundEmail: "inbound",
  ledgerEntry: "ledger",
  followUp: "follow-ups",
  followUpSwitch: "follow-ups",
  ownText: "follow-ups",
  message: "messages",
  pledge: "pledges",
  pledgeMove: "pledges",
  project: "projects",
  projectReader: "projects",
  checklistItem: "projects",
  projectTemplate: "projects",
  extra: "projects",
  workNote: "projects",
  quietCheck: "quiet-clients",
  request: "requests",
  requestReply: "requests",
  retention: "retention",
  savedReply: "saved-replies",
  addressChange: "sign-in",
  passkey: "sign-in",
  signOff: "sign-offs",
  survey: "surveys",
  answer: "surveys",
  testimonial: "testimonials",
  wall: "testimonials",
  webhookDelivery: "webhooks",
  webhookEndpoint: "webhooks",
};
/** The table behind each relation of the schema that is not called as its table is; of a shared name, each. */
export const RELATED = {
  apiTokens: "apiToken",
  answers: "answer",
  assignments: "assignment",
  business: "businessFile",
  cancelled: "calendarTombstone",
  checklist: "checklistItem",
  templates: "projectTemplate",
  clients: "client",
  columnMatches: "columnMatch",
  contacts: "contact",
  dateMoves: "assignmentDateMove",
  date: "assignmentDate",
  dates: "assignmentDate",
  deadlines: "deadline",
  emails: "email",
  erasedAddresses: "erasedAddress",
  extras: "extra",
  failureNotices: "failureNotice",
  failures: "failure",
  figureChanges: "figureChange",
  dueFor: "studioDue",
  figureMonths: "figureMonth",
  figurePeriods: "figurePeriod",
  files: "file",
  followUps: "followUp",
  history: "historyEntry",
  inboundEmails: "inboundEmail",
  keptFigures: "keptFigure",
  ledger: "ledgerEntry",
  lines: "assignmentMessage",
  links: "link",
  messages: "message",
  miss: "deadlineMiss",
  misses: ["deadlineMiss", "remedyMiss"],
  moves: ["deadlineMove", "pledgeMove"],
  pledges: "pledge",
  notices: "failureNotice",
  ownMailbox: "inboundMailbox",
  ownTexts: "ownText",
  passkeys: "passkey",
  projects: "project",
  readers: "projectReader",
  readsOf: "projectReader",
  quietChecks: "quietCheck",
  replies: "requestReply",
  replyAddresses: "replyAddress",
  requests: "request",
  question: "assignmentQuestion",
  savedReplies: "savedReply",
  sentFiles: "assignmentFile",
  signOffs: "signOff",
  subcontractors: "subcontractor",
  suppressions: "suppression",
  surveys: "survey",
  switchedOff: "followUpSwitch",
  turn: "emailTurn",
  workNotes: "workNote",
  apologies: "case",
  cases: "case",
  complaints: "complaint",
  keptProject: "project",
  remedies: "remedy",
  remedyMisses: "remedyMiss",
  testimonials: "testimonial",
  deliveries: "webhookDelivery",
  endpoint: "webhookEndpoint",
  entry: "historyEntry",
  webhookDeliveries: "webhookDelivery",
  webhookEndpoints: "webhookEndpoint",
};
const relatedTables = (name) => [RELATED[name] ?? (name in ROOM_OF ? name : [])].flat();
/** What writes the table at the other end of a relation, from within a write of this one. */
const NESTED = /^(create|createMany|connectOrCreate|update|updateMany|upsert|delete|deleteMany)$/;
/** The same where the relation is a list: the key that ties them is in the other table. */
const NESTED_LIST = /^(connect|disconnect|set)$/;
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
    const ownOf = (models) => models.find((one) => ROOM_OF[one] === place.name) ?? models[0];
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
      Property(node) {
        const name = node.key.name ?? node.key.value;
        const models = relatedTables(name);
        if (models.length === 0 || node.value.type !== "ObjectExpression") return;
        const writes = (key) => NESTED.test(key) || (name in RELATED && NESTED_LIST.test(key));
        if (node.value.properties.some((one) => writes(one.key?.name))) check(node, ownOf(models));
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
