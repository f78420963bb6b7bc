import { z } from "zod";
import { limit } from "@/auth/limits";
import { databaseNow } from "@/db/clock";
import { contactForm, type Typed as AllTyped } from "@/document/contact-form";
import { refusedStatus } from "@/document/refused-input";
import { documentRoute, found, notFoundDocument, renderDocument } from "@/document/render";
import { consentOf, giveTestimonial, removeTestimonial } from "@/features/testimonials/commands";
import {
  TestimonialForm,
  TestimonialPage,
  type Typed,
} from "@/features/testimonials/components/testimonial-page";
import { findTestimonial, type TestimonialFacts } from "@/features/testimonials/queries";
import { testimonialStatusOf } from "@/features/testimonials/rules";
import { newTestimonial } from "@/features/testimonials/schema";
import { localeOf, type Locale } from "@/language/locale";
import { toldIn } from "@/language/refusals";
import { clientPath, wallPath } from "@/lib/client-paths";
import type { Refusal } from "@/lib/errors";

type Context = { params: Promise<{ token: string; rest?: string[] }> };

/** Shows the form, or what has become of the words. However often it is opened, and by whatever, it changes nothing. */
export const GET = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest } = await params;
  const facts = await findTestimonial(token);
  if (!facts) return notFoundDocument(reader);
  // After a refused press this is the address in the bar.
  if (rest?.length === 1 && rest[0] === "remove") return found(clientPath.testimonial(token));
  if (rest) return notFoundDocument(reader);
  return show(facts, token, new URL(request.url).searchParams.has("edit"));
});

/** The button alone: there is nothing to fill in. */
const pressed = z.object({});

/** `/t/<token>` takes the words; `/t/<token>/remove` removes them. */
export const POST = documentRoute(async (request: Request, { params }: Context, reader) => {
  const { token, rest = [] } = await params;
  const facts = await findTestimonial(token);
  if (!facts || rest.length > 1 || (rest[0] && rest[0] !== "remove"))
    return notFoundDocument(reader);
  reader.locale = localeOf(facts.contact.language);
  const form = { request, reader, enter: async () => facts };
  const path = clientPath.testimonial(token);
  if (rest[0])
    return contactForm(
      { ...form, showAgain: async (why) => refuse(facts, token, why) },
      pressed,
      async () => {
        await limit("contact-choice", facts.contactId);
        await removeTestimonial(token, databaseNow());
        return path;
      },
    );
  return contactForm(
    { ...form, showAgain: async (why, typed) => refuse(facts, token, why, typed) },
    newTestimonial,
    async (input) => {
      await limit("contact-choice", facts.contactId);
      await giveTestimonial(token, input, databaseNow());
      return path;
    },
  );
});

async function show(facts: TestimonialFacts, token: string, isEdit: boolean): Promise<Response> {
  const shown = shownOf(facts, token);
  const mayWrite = !facts.contact.linkRevokedAt;
  const isForm = testimonialStatusOf(facts) === "asked" || isEdit;
  return renderDocument(
    isForm && mayWrite ? (
      <TestimonialForm {...shown} consent={consentOf(facts)} />
    ) : (
      <TestimonialPage {...shown} />
    ),
  );
}

/** The form once more, with what was typed and why it was not taken. */
function refuse(facts: TestimonialFacts, token: string, why: Refusal, typed: AllTyped = {}) {
  const shown = shownOf(facts, token);
  return renderDocument(
    <TestimonialForm
      {...shown}
      consent={consentOf(facts)}
      typed={typedOf(shown.locale, why, typed, facts)}
    />,
    refusedStatus(why),
  );
}

function typedOf(own: Locale, why: Refusal, typed: AllTyped, facts: TestimonialFacts): Typed {
  const key = why.told?.key ?? "";
  return {
    quote: typed.quote ?? facts.text,
    shownName: typed.shownName ?? facts.shownName,
    problem: toldIn(own, why),
    field: key.startsWith("quote")
      ? "quote"
      : key.startsWith("shownName")
        ? "shownName"
        : key === "noConsent"
          ? "consent"
          : null,
  };
}

function shownOf(facts: TestimonialFacts, token: string) {
  const slug = facts.studio.wall?.slug;
  return {
    facts,
    locale: localeOf(facts.contact.language),
    path: clientPath.testimonial(token),
    wall: slug ? wallPath.page(slug) : null,
    now: databaseNow(),
  };
}
