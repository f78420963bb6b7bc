import { limit } from "@/auth/limits";
import type { ContactScope, SubcontractorScope } from "@/auth/scope";
import { databaseNow } from "@/db/clock";
import { refusedStatus } from "@/document/refused-input";
import { renderDocument } from "@/document/render";
import { UnsubscribePage } from "@/features/clients/components/unsubscribe-page";
import { getSubscription } from "@/features/clients/queries";
import { resubscribe } from "@/features/clients/subscriptions/commands";
import {
  resubscribeSubcontractor,
  unsubscribeSubcontractor,
} from "@/features/subcontractors/commands";
import { StopPage } from "@/features/subcontractors/components/stop-page";
import { getDeskSubscription } from "@/features/subcontractors/queries";
import { localeOf } from "@/language/locale";
import { toldIn } from "@/language/refusals";
import type { Refusal } from "@/lib/errors";
import { unsubscribe } from "@/workflows/change-contact/commands";

/** Whoever an unsubscribe link belongs to: what they see, and what a press does. */
export type Who = {
  limit: () => Promise<void>;
  stop: (now: Date) => Promise<void>;
  again: () => Promise<void>;
  show: (refused?: Refusal) => Promise<Response>;
};

const statusOf = (refused: Refusal | undefined) => (refused ? refusedStatus(refused) : {});

export const contactWho = (scope: ContactScope, path: string): Who => ({
  limit: () => limit("contact-choice", scope.contactId),
  stop: (now) => unsubscribe(scope, now),
  again: () => resubscribe(scope),
  show: async (refused) => {
    const facts = await getSubscription(scope);
    const locale = localeOf(facts.language);
    const problem = refused && toldIn(locale, refused);
    return renderDocument(
      <UnsubscribePage {...{ locale, facts, path, problem }} now={databaseNow()} />,
      statusOf(refused),
    );
  },
});

export const subcontractorWho = (scope: SubcontractorScope, path: string): Who => ({
  limit: () => limit("subcontractor-choice", scope.subcontractorId),
  stop: (now) => unsubscribeSubcontractor(scope, now),
  again: () => resubscribeSubcontractor(scope),
  show: async (refused) => {
    const facts = await getDeskSubscription(scope);
    const locale = localeOf(facts.language);
    const problem = refused && toldIn(locale, refused);
    return renderDocument(<StopPage {...{ locale, facts, path, problem }} />, statusOf(refused));
  },
});
