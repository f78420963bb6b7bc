import { describe, expect, test } from "vitest";
import { contactScope, freelancerScope } from "@/auth/scope";
import { refuseUndefinedFilters } from "@/db/whole-filters";

const ID = "01a21b0f-7660-77a4-8b95-a0fb432ea204";

describe("a filter", () => {
  test.each([
    [{ where: { freelancerId: undefined } }, "where.freelancerId"],
    [{ where: { id: ID, project: { freelancerId: undefined } } }, "where.project.freelancerId"],
    [{ where: { OR: [{ id: ID }, { id: undefined }] } }, "where.OR.1.id"],
    [{ where: { id: { in: [ID, undefined] } } }, "where.id.in.1"],
    [{ cursor: { id: undefined }, where: { id: ID } }, "cursor.id"],
  ])("%j is refused with where it is undefined", (args, path) => {
    expect(() => refuseUndefinedFilters(args)).toThrow(`A filter is undefined: ${path}.`);
  });

  test.each([
    [{ where: { id: ID, at: new Date(), hash: new Uint8Array(32), contactId: null } }],
    [{ data: { contactId: undefined } }],
    [{}],
    [undefined],
  ])("%j passes", (args) => expect(() => refuseUndefinedFilters(args)).not.toThrow());
});

describe("a scope", () => {
  test.each([[undefined], [""], ["%"], [null]])("is never made for %j", (id) => {
    expect(() => freelancerScope(id as string)).toThrow("A scope needs the ids it is for.");
    expect(() => contactScope({ freelancerId: ID, clientId: ID, contactId: id as string })).toThrow(
      "A scope needs the ids it is for.",
    );
  });

  test("is made for ids", () => expect(freelancerScope(ID).freelancerId).toBe(ID));
});
