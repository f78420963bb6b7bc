import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { changeReply, removeReply, saveReply } from "@/features/saved-replies/commands";
import { listReplies } from "@/features/saved-replies/queries";
import { ChangedMeanwhile } from "@/lib/seen";
import { freelancer } from "@tests/support/factories";

const thanks = { name: "Thanks", text: "Thank you, {first name}." };

test("a reply is saved, changed and deleted", async () => {
  const scope = await freelancer();
  await saveReply(scope, thanks);
  const [saved] = await listReplies(scope);
  expect(saved).toMatchObject(thanks);
  await changeReply(scope, { replyId: saved!.id, ...thanks, text: "Thanks, {first name}!" });
  expect((await listReplies(scope))[0]!.text).toBe("Thanks, {first name}!");
  await removeReply(scope, saved!.id);
  expect(await listReplies(scope)).toEqual([]);
  const history = await db().historyEntry.findMany({
    where: { freelancerId: scope.freelancerId, kind: { startsWith: "savedReply" } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { kind: true },
  });
  expect(history.map(({ kind }) => kind)).toEqual([
    "savedReply.saved",
    "savedReply.saved",
    "savedReply.removed",
  ]);
});

describe("is refused:", () => {
  test.each([
    [
      "an unknown variable",
      "By {deadline}.",
      /\{deadline\} is not known\. You can use .*\{next date\}/,
    ],
    ["a brace that is not closed", "By {next date", /not closed/],
    ["an empty variable", "By {}.", /\{\} is not known/],
  ])("%s", async (_what, text, message) => {
    const scope = await freelancer();
    const refused = { code: "invalid", field: "text", message: expect.stringMatching(message) };
    await expect(saveReply(scope, { ...thanks, text })).rejects.toMatchObject(refused);
    await saveReply(scope, thanks);
    const [{ id: replyId } = { id: "" }] = await listReplies(scope);
    await expect(changeReply(scope, { replyId, ...thanks, text })).rejects.toMatchObject(refused);
    expect(await listReplies(scope)).toMatchObject([thanks]);
  });

  test("a name that is used already, but not by itself", async () => {
    const scope = await freelancer();
    await saveReply(scope, thanks);
    const used = { code: "already", field: "name" };
    await expect(saveReply(scope, thanks)).rejects.toMatchObject(used);
    await saveReply(scope, { ...thanks, name: "Other" });
    const [other, first] = await listReplies(scope);
    await expect(changeReply(scope, { replyId: other!.id, ...thanks })).rejects.toMatchObject(used);
    await changeReply(scope, { replyId: first!.id, ...thanks, text: "Thanks." });
    expect((await listReplies(scope)).map(({ name }) => name)).toEqual(["Other", "Thanks"]);
  });

  test("one more than there may be, also when two are saved at once", async () => {
    const scope = await freelancer();
    const { freelancerId } = scope;
    const data = Array.from({ length: 99 }, (_, index) => ({
      freelancerId,
      name: `${index}`,
      text: "a",
    }));
    await db().savedReply.createMany({ data });
    const both = await Promise.allSettled([
      saveReply(scope, { name: "a", text: "a" }),
      saveReply(scope, { name: "b", text: "b" }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(saveReply(scope, thanks)).rejects.toMatchObject({ code: "too-many" });
    expect(await db().savedReply.count({ where: { freelancerId } })).toBe(100);
  });

  test("a change over another one that was not seen", async () => {
    const scope = await freelancer();
    await saveReply(scope, thanks);
    const [{ id: replyId } = { id: "" }] = await listReplies(scope);
    await changeReply(scope, { replyId, ...thanks, text: "Theirs." }, thanks);
    await expect(
      changeReply(scope, { replyId, ...thanks, text: "Mine." }, thanks),
    ).rejects.toBeInstanceOf(ChangedMeanwhile);
    expect((await listReplies(scope))[0]!.text).toBe("Theirs.");
  });

  test("another studio’s reply", async () => {
    const [scope, stranger] = [await freelancer(), await freelancer()];
    await saveReply(scope, thanks);
    const [{ id: replyId } = { id: "" }] = await listReplies(scope);
    const none = { code: "not-found" };
    await expect(changeReply(stranger, { replyId, ...thanks })).rejects.toMatchObject(none);
    await expect(removeReply(stranger, replyId)).rejects.toMatchObject(none);
    await saveReply(stranger, thanks);
    expect(await listReplies(scope)).toHaveLength(1);
  });
});
