import {
  audit,
  deliverAll,
  openDatabase,
  putEmails,
  startDelivery,
  type Database,
  type Lab,
  type Row,
} from "./lab";

/** A worker that was down for 72 hours sends each once; what is more than 14 days late asks first. */
export async function lateRow(lab: Lab): Promise<Row> {
  const emails = lab.isFull ? 200 : 20;
  const database = await openDatabase(lab);
  lab.provider.reset();
  const late = await putEmails(database, emails, { dueAgo: "72 hours" });
  const tooLate = await putEmails(database, emails, { dueAgo: "15 days" });
  await deliverAll(lab, database);
  const [row] = await database.sql<{ asked: number }>(
    `SELECT count("needsReviewAt")::int AS asked FROM "Email" WHERE "id" = ANY($1::uuid[])`,
    [tooLate],
  );
  const { lost, duplicated } = await audit(lab, database, late);
  const sent = lab.provider.state.deliveries.filter((one) => tooLate.includes(one.emailId)).length;
  await database.close();
  return {
    fault: "down for 72 hours; 15 days",
    tried: `${emails} late, ${emails} too late: ${sent} of these sent, ${row!.asked} asked about`,
    lost,
    duplicated,
    control: `72 hours late: ${emails - lost} sent`,
    holds: lost + duplicated + sent === 0 && row!.asked === emails,
  };
}

/**
 * The provider's limiter at five a second, and no pace of ours: what is refused is tried again, and
 * costs no attempt.
 */
export async function limiterRow(lab: Lab): Promise<Row> {
  const emails = 9;
  const database = await openDatabase(lab);
  const run = async (pace: string) => {
    lab.provider.reset();
    lab.provider.state.limit = 5;
    const ids = await putEmails(database, emails);
    const worker = startDelivery(lab, database, { env: { EMAILS_PER_SECOND: pace } });
    await worker.do({ do: "carry" });
    await worker.end();
    const [row] = await database.sql<{ most: number }>(
      `SELECT max("attempts")::int AS most FROM "Email" WHERE "id" = ANY($1::uuid[])`,
      [ids],
    );
    return {
      ...(await audit(lab, database, ids)),
      refused: lab.provider.state.requests.length - emails,
      attempts: row!.most,
    };
  };
  const lifted = await run("0");
  const paced = await run("2");
  await database.close();
  return {
    fault: "limiter of 5 a second",
    tried: `${emails} emails at 2 a second: ${paced.refused} refused, at most ${paced.attempts} attempt`,
    lost: lifted.lost + paced.lost,
    duplicated: lifted.duplicated + paced.duplicated,
    control: `pace lifted: ${lifted.refused} refused, at most ${lifted.attempts} attempt`,
    holds:
      lifted.lost + lifted.duplicated + paced.lost + paced.duplicated + paced.refused === 0 &&
      lifted.refused > 0 &&
      lifted.attempts === 1 &&
      paced.attempts === 1,
  };
}

/**
 * Ten thousand emails of one freelancer do not hold up another's one: it is among the next few, at the same
 * pace. The control's is one more of the same freelancer's, and waits for all before it.
 */
export async function fairRow(lab: Lab): Promise<Row> {
  const many = lab.isFull ? 10_000 : 500;
  const few = 40;
  const place = await placeOf(lab, many, { isAnothers: true, pace: 4 });
  const control = await placeOf(lab, few, { isAnothers: false, pace: 20 });
  return {
    fault: "one freelancer with many emails",
    tried: `${many} waiting, another's one sent as number ${place}`,
    lost: 0,
    duplicated: 0,
    control: `${few} waiting, one more of the same freelancer's sent as number ${control}`,
    holds: place <= 3 && control === few + 1,
  };
}

/** As which one an email is sent that comes after so many others. */
async function placeOf(
  lab: Lab,
  others: number,
  { isAnothers, pace }: { isAnothers: boolean; pace: number },
): Promise<number> {
  const database = await openDatabase(lab);
  lab.provider.reset();
  await putEmails(database, others, { dueAgo: "1 hour" });
  const freelancerId = isAnothers ? await anotherFreelancer(database) : undefined;
  const [mine] = await putEmails(database, 1, { freelancerId });
  const env = { EMAILS_PER_SECOND: String(pace) };
  const worker = startDelivery(lab, database, { env });
  const { promise: taken, resolve } = Promise.withResolvers<number>();
  lab.provider.state.accepted = async (emailId) => {
    if (emailId === mine) resolve(lab.provider.state.deliveries.length);
  };
  const running = worker.do({ do: "carry" });
  const ended = running.then(() => {
    throw new Error("The worker ended before it came to the email.");
  });
  const place = await Promise.race([taken, ended]);
  worker.child.kill("SIGKILL");
  await running;
  await worker.end();
  await database.close();
  return place;
}

async function anotherFreelancer(database: Database): Promise<string> {
  const [row] = await database.sql<{ id: string }>(
    `SELECT "freelancerId" AS "id" FROM "Studio" ORDER BY "createdAt" DESC LIMIT 1`,
  );
  return row!.id;
}

/** How many emails are sent in a second with the pace lifted, beside a bare loop that posts the same bodies. */
export async function throughputRow(lab: Lab): Promise<Row & { rate: number; ratio: number }> {
  const emails = lab.isFull ? 3000 : 600;
  const rounds = lab.isFull ? 3 : 1;
  const database = await openDatabase(lab);
  const measured: { ours: number; bare: number }[] = [];
  let [lost, duplicated] = [0, 0];
  const worker = startDelivery(lab, database);
  for (let round = 0; round < rounds; round += 1) {
    lab.provider.reset();
    const ids = await putEmails(database, emails);
    const ours = await worker.do({ do: "carry" });
    const result = await audit(lab, database, ids);
    [lost, duplicated] = [lost + result.lost, duplicated + result.duplicated];
    const [row] = await database.sql<{ bytes: number }>(
      `SELECT avg(octet_length("frozenCipher"))::int AS bytes FROM "Email" WHERE "id" = ANY($1::uuid[])`,
      [ids],
    );
    // The frozen form is the body but for its last few fields.
    const bodies = Array.from({ length: emails }, (_, n) =>
      JSON.stringify({
        from: "emails@portal.example.com",
        to: "ines@example.com",
        subject: `Email ${n}`,
        html: "x".repeat(row!.bytes - 120),
        tags: [{ name: "email", value: `bare-${n}` }],
      }),
    );
    const bare = await worker.do({ do: "bare", url: lab.provider.url, bodies, abreast: 16 });
    measured.push({ ours: (emails / ours!.ms) * 1000, bare: (emails / bare!.ms) * 1000 });
  }
  await worker.end();
  await database.close();
  const middle = measured.toSorted((a, b) => a.ours - b.ours)[Math.floor(measured.length / 2)]!;
  const [rate, ratio] = [Math.round(middle.ours), Number((middle.ours / middle.bare).toFixed(3))];
  return {
    fault: "none: throughput, pace lifted",
    tried: `${emails} emails × ${rounds}: ${rate} a second`,
    lost,
    duplicated,
    control: `bare loop with the same bodies: ${Math.round(middle.bare)} a second, ratio ${ratio}`,
    holds: lost + duplicated === 0 && (!lab.isFull || rate >= 150),
    rate,
    ratio,
  };
}
