import type { Scope, SubcontractorScope } from "@/auth/scope";
import { inTransaction, isTaken } from "@/db/client";
import { lock } from "@/db/locks";
import { readdressEmails, skipUnwanted } from "@/features/emails/contacts/commands";
import { readmit } from "@/features/emails/erased/commands";
import { byFreelancer, bySubcontractor, record } from "@/features/history/commands";
import type { Language } from "@/language/languages";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { isHolidayRegion } from "@/lib/holidays";
import { changesIn, type Seen } from "@/lib/seen";
import { newToken } from "@/lib/tokens";
import { sealedDeskLink } from "./links/commands";
import { personLabels, personOf } from "./rules";

type Person = {
  contactName: string;
  address: string;
  zone: string;
  language?: Language;
  country?: string | null;
};

/** Adds a subcontractor, with a private link. Refuses an address that another one has. Returns their id. */
export function addSubcontractor(scope: Scope, person: Person): Promise<string> {
  refuseUnknownCountry(person.country);
  const { contactName, ...rest } = person;
  return refusingTakenAddress(() =>
    inTransaction(async (tx) => {
      // Whoever was a client, and was erased, is written to again: they are somebody else now.
      await readmit(tx, scope, rest.address, true);
      const { id } = await tx.subcontractor.create({
        data: {
          ...rest,
          freelancerId: scope.freelancerId,
          name: contactName,
          ...sealedDeskLink(newToken()),
        },
        select: { id: true },
      });
      await record(tx, {
        ...byFreelancer(scope),
        kind: "subcontractor.added",
        subcontractorId: id,
      });
      return id;
    }),
  );
}

/**
 * Corrects what was changed of a subcontractor; emails that wait follow to the corrected address. Refuses an address
 * that another one has, and what was changed elsewhere since it was `seen`.
 */
export async function correctSubcontractor(
  scope: Scope,
  { subcontractorId, ...person }: { subcontractorId: string } & Person,
  seen: Seen = {},
): Promise<void> {
  refuseUnknownCountry(person.country);
  await refusingTakenAddress(() =>
    inTransaction(async (tx) => {
      await lock(tx, scope, { subcontractor: subcontractorId });
      const where = { id: subcontractorId, freelancerId: scope.freelancerId };
      const before = personOf(await tx.subcontractor.findUniqueOrThrow({ where, select: fields }));
      const given = { ...before, ...defined(person) };
      const { contactName, ...changes } = changesIn(given, before, seen, personLabels);
      const { name, address } = await tx.subcontractor.update({
        where,
        data: { ...changes, ...(contactName === undefined ? {} : { name: contactName }) },
        select: { name: true, address: true },
      });
      await record(tx, {
        ...byFreelancer(scope),
        kind: "subcontractor.corrected",
        subcontractorId,
      });
      await readmit(tx, scope, address, true);
      await readdressEmails(tx, { subcontractorId }, { toName: name, toAddress: address });
    }),
  );
}

const fields = { name: true, address: true, zone: true, language: true, country: true } as const;

/** What is not said stays as it is. */
const defined = (person: Person) =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));

/** This person wants no questions from now on: none that waits is sent. Saying so again changes nothing. */
export async function unsubscribeSubcontractor(
  scope: SubcontractorScope,
  now: Date,
): Promise<void> {
  const { freelancerId, subcontractorId } = scope;
  await inTransaction(async (tx) => {
    const { count } = await tx.subcontractor.updateMany({
      where: { id: subcontractorId, freelancerId, optedOutAt: null },
      data: { optedOutAt: now },
    });
    if (count === 0) return;
    await record(tx, { ...bySubcontractor(scope), kind: "subcontractor.unsubscribed", at: now });
    await skipUnwanted(tx, { subcontractorId }, now);
  });
}

/** They may be asked again, from the next assignment on. */
export async function resubscribeSubcontractor(scope: SubcontractorScope): Promise<void> {
  const { freelancerId, subcontractorId } = scope;
  await inTransaction(async (tx) => {
    const { count } = await tx.subcontractor.updateMany({
      where: { id: subcontractorId, freelancerId, optedOutAt: { not: null } },
      data: { optedOutAt: null },
    });
    if (count > 0)
      await record(tx, { ...bySubcontractor(scope), kind: "subcontractor.resubscribed" });
  });
}

function refuseUnknownCountry(country: string | null | undefined): void {
  if (country && !isHolidayRegion(country))
    throw new Refusal("invalid", say("subcontractors.refused.country"), "country");
}

async function refusingTakenAddress<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTaken(error))
      throw new Refusal("already", say("subcontractors.refused.addressTaken"), "address");
    throw error;
  }
}
