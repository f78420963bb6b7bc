import { expect, test } from "vitest";
import { saveBusinessFile } from "@/features/business-file/commands";
import { getBusinessFile } from "@/features/business-file/queries";
import { client, freelancer, MONDAY } from "@tests/support/factories";

const nothing = { sells: "", toWhom: "", words: "", dates: "", cannot: "" };

test("what is known of a client's business is kept, and changed by its writer alone", async () => {
  const scope = await freelancer();
  const { clientId } = await client(scope);
  expect(await getBusinessFile(scope, clientId)).toEqual(nothing);
  const tours = { ...nothing, sells: "Boat tours", dates: "The season opens on 1 May." };
  await saveBusinessFile(scope, { clientId, ...tours }, MONDAY);
  expect(await getBusinessFile(scope, clientId)).toEqual(tours);
  const stranger = await freelancer();
  expect(await getBusinessFile(stranger, clientId)).toEqual(nothing);
  await expect(saveBusinessFile(stranger, { clientId, ...nothing }, MONDAY)).rejects.toMatchObject({
    code: "not-found",
  });
  expect(await getBusinessFile(scope, clientId)).toEqual(tours);
});

test("two windows that change different parts keep both", async () => {
  const scope = await freelancer();
  const { clientId } = await client(scope);
  await saveBusinessFile(scope, { clientId, ...nothing, sells: "Tours" }, MONDAY, nothing);
  await saveBusinessFile(scope, { clientId, ...nothing, dates: "May" }, MONDAY, nothing);
  expect(await getBusinessFile(scope, clientId)).toMatchObject({ sells: "Tours", dates: "May" });
});
