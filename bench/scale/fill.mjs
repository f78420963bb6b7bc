// Many freelancers, each with as much work as the next, by COPY.
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { finished } from "node:stream/promises";

/** What one freelancer has. Of the emails two are due. */
export const EACH = { clients: 2, projects: 10, messages: 100, emails: 100, due: 2 };
/** What is completed has been asked about. */
const COMPLETED = 8;
const HOURS =
  '{"1":[["09:00","17:00"]],"2":[["09:00","17:00"]],"3":[["09:00","17:00"]],"4":[["09:00","17:00"]],' +
  '"5":[["09:00","17:00"]],"6":[],"7":[]}';
const WORDS =
  "lighthouse map colour proof paper print label harbour winter catalogue page draft".split(" ");
const SEARCHED = ["Client", "Contact", "Project", "Message", "Email"];

const id = (kind, n) =>
  `${kind.toString(16).padStart(8, "0")}-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
const [USER, CLIENT, CONTACT, PROJECT, DEADLINE, MESSAGE, EMAIL, SURVEY, ANSWER] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9,
];
const now = Date.now();
const ago = (hours) => new Date(now - hours * 3_600_000).toISOString();
const hash = (n) => `\\\\x${createHash("sha256").update(`link ${n}`).digest("hex")}`;
const sentence = (n) =>
  Array.from({ length: 8 }, (_, i) => WORDS[(n * 7 + i * (1 + (n % 5))) % 12]).join(" ");

/** The tables: their columns, how many rows one freelancer has, and row `i` of freelancer `f`. `\N` is no value. */
const tables = {
  User: { columns: "id email", each: 1, row: (f) => [id(USER, f), `freelancer${f}@example.com`] },
  Studio: {
    columns: "freelancerId freelancerName name zone replyTo hours createdAt",
    each: 1,
    row: (f) => [
      id(USER, f),
      "Mira Holm",
      `Studio ${f}`,
      "Europe/Copenhagen",
      "mira@example.com",
      HOURS,
      ago(9000),
    ],
  },
  Client: {
    columns: "id freelancerId name createdAt",
    each: EACH.clients,
    row: (f, i, n) => [id(CLIENT, n), id(USER, f), `Client ${i}`, ago(8000)],
  },
  Contact: {
    columns: "id freelancerId clientId name address zone linkHash linkCipher createdAt",
    each: EACH.clients,
    row: (f, i, n) => [
      id(CONTACT, n),
      id(USER, f),
      id(CLIENT, n),
      `Ines ${i}`,
      "ines@example.com",
      "Europe/Lisbon",
      hash(n),
      "\\\\x00",
      ago(8000),
    ],
  },
  Project: {
    columns: "id freelancerId clientId contactId title createdAt completedAt",
    each: EACH.projects,
    row: (f, i, n) => {
      const who = f * EACH.clients + (i % EACH.clients);
      const done = i < COMPLETED ? ago(5000 - i * 500) : "\\N";
      return [
        id(PROJECT, n),
        id(USER, f),
        id(CLIENT, who),
        id(CONTACT, who),
        `Project ${sentence(n)}`,
        ago(6000 - i * 500),
        done,
      ];
    },
  },
  Deadline: {
    columns: "id freelancerId projectId title promisedOn metAt",
    each: EACH.projects,
    row: (f, i, n) => [
      id(DEADLINE, n),
      id(USER, f),
      id(PROJECT, n),
      "The whole of it",
      ...(i < COMPLETED
        ? [ago(5000 - i * 500).slice(0, 10), ago(5000 - i * 500)]
        : [ago(-24 * (i + 3)).slice(0, 10), "\\N"]),
    ],
  },
  Message: {
    columns: "id freelancerId clientId projectId contactId text formKey writtenAt",
    each: EACH.messages,
    row: (f, i, n) => {
      const project = i % EACH.projects;
      const who = f * EACH.clients + (project % EACH.clients);
      const line = Math.floor(i / EACH.projects);
      return [
        id(MESSAGE, n),
        id(USER, f),
        id(CLIENT, who),
        id(PROJECT, f * EACH.projects + project),
        // The freelancer has the last word, so that nothing waits.
        line % 2 === 0 ? id(CONTACT, who) : "\\N",
        sentence(n),
        id(MESSAGE, n),
        ago(5900 - project * 500 - line * 20),
      ];
    },
  },
  Email: {
    columns:
      "id freelancerId clientId projectId contactId kind dedupeKey fromName toName toAddress subject wordsCipher " +
      "sendAt createdAt settledAt sentAt",
    each: EACH.emails,
    row: (f, i, n) => {
      const project = i % EACH.projects;
      const who = f * EACH.clients + (project % EACH.clients);
      const isDue = i < EACH.due;
      const at = isDue ? ago(0.1) : ago(5900 - i * 50);
      return [
        id(EMAIL, n),
        id(USER, f),
        id(CLIENT, who),
        id(PROJECT, f * EACH.projects + project),
        id(CONTACT, who),
        "message.posted",
        `scale:${n}`,
        "Mira Holm",
        "Ines",
        "ines@example.com",
        sentence(n),
        "\\\\x00",
        at,
        at,
        ...(isDue ? ["\\N", "\\N"] : [at, at]),
      ];
    },
  },
  Survey: {
    columns: "id freelancerId projectId contactId tokenHash invitedAt expiresAt",
    each: COMPLETED,
    row: (f, i, n) => [
      id(SURVEY, n),
      id(USER, f),
      id(PROJECT, f * EACH.projects + i),
      id(CONTACT, f * EACH.clients + (i % EACH.clients)),
      hash(-n - 1),
      ago(4900 - i * 500),
      ago(4900 - i * 500 - 2000),
    ],
  },
  Answer: {
    columns: "id freelancerId surveyId ordinal verdict answeredAt",
    each: COMPLETED,
    row: (f, i, n) => [
      id(ANSWER, n),
      id(USER, f),
      id(SURVEY, n),
      1,
      n % 50 === 7 ? "NEARLY" : "UP_TO_MARK",
      ago(4890 - i * 500),
    ],
  },
};

/**
 * Fills an empty, migrated database with so many freelancers, without the checks and the marks of figures that each row
 * would pass one by one; what search reads is kept. Returns the first one's session and what its pages are found by.
 */
export async function fill(client, freelancers, { from: copyFrom }) {
  for (const table of SEARCHED)
    await client.query(`ALTER TABLE "${table}" ENABLE ALWAYS TRIGGER "${table}_search"`);
  await client.query("SET session_replication_role = replica; SET statement_timeout = 0");
  for (const [name, table] of Object.entries(tables))
    await copy(client, copyFrom, name, table, freelancers);
  await client.query("RESET session_replication_role");
  for (const table of SEARCHED)
    await client.query(`ALTER TABLE "${table}" ENABLE TRIGGER "${table}_search"`);
  const token = randomBytes(32).toString("base64url");
  await client.query(
    `INSERT INTO "Session" ("id", "sessionToken", "userId", "expires") VALUES (gen_random_uuid(), $1, $2, now() + interval '1 day')`,
    [createHash("sha256").update(token).digest().toString("base64url"), id(USER, 0)],
  );
  await client.query(
    `INSERT INTO "StudioDue" ("freelancerId", "task", "dueAt") SELECT "freelancerId", task, 'epoch'
      FROM "Studio", unnest(enum_range(NULL::"StudioTask")) AS task`,
  );
  // What is counted by the month is noted for the one who is measured.
  await client.query(`UPDATE "Answer" SET "ordinal" = "ordinal" WHERE "freelancerId" = $1`, [
    id(USER, 0),
  ]);
  await client.query("VACUUM ANALYZE");
  return {
    freelancer: id(USER, 0),
    cookie: `next-auth.session-token=${token}`,
    project: id(PROJECT, EACH.projects - 1),
    client: id(CLIENT, 1),
    email: id(EMAIL, EACH.emails - 1),
    deadline: id(DEADLINE, EACH.projects - 1),
  };
}

async function copy(client, copyFrom, name, { columns, each, row }, freelancers) {
  const named = columns
    .split(" ")
    .map((column) => `"${column}"`)
    .join(", ");
  const stream = client.query(copyFrom(`COPY "${name}" (${named}) FROM STDIN`));
  for (let f = 0; f < freelancers; f += 1) {
    let text = "";
    for (let i = 0; i < each; i += 1) text += `${row(f, i, f * each + i).join("\t")}\n`;
    if (!stream.write(text)) await once(stream, "drain");
  }
  stream.end();
  await finished(stream);
}
