import {
  TestimonialForm,
  TestimonialPage,
  type Typed,
} from "@/features/testimonials/components/testimonial-page";
import type { TestimonialFacts } from "@/features/testimonials/queries";
import { EmbedPage, WallPage } from "@/features/testimonials/wall/components/wall-page";
import type { Quote, WallFacts } from "@/features/testimonials/wall/queries";
import type { Locale } from "@/language/locale";
import { refusal, toldIn, type Refused } from "@/language/refusals";
import { wallPath } from "@/lib/client-paths";
import { links } from "@/lib/links";
import { plainLook, type GalleryFacts } from "./facts";
import { CONTACT_ID, PROJECT_ID, type PageSample } from "./sample";

const SLUG = "holm-maps";
const DAY_MS = 86_400_000;

/** Where a contact says a few words in public, in each state, and the pages that show them. */
export const testimonialPages: PageSample[] = [
  form("testimonial-asked", "Testimonial: asked"),
  form("testimonial-change", "Testimonial: being changed", true),
  form("testimonial-too-long", "Testimonial: refused, too long", true, "quoteTooLong", "quote"),
  form(
    "testimonial-no-name",
    "Testimonial: refused, no name",
    true,
    "shownNameMissing",
    "shownName",
  ),
  form("testimonial-no-consent", "Testimonial: refused, not agreed", true, "noConsent", "consent"),
  state("testimonial-given", "Testimonial: public", ({ now }) => ({ givenAt: now })),
  state("testimonial-edited", "Testimonial: changed, with a public reply", ({ now }) => ({
    givenAt: new Date(now.getTime() - 3 * DAY_MS),
    editedAt: now,
    reply: "Thank you. The next proof comes on your own paper.",
  })),
  state("testimonial-hidden", "Testimonial: hidden", ({ now, reason }) => ({
    givenAt: now,
    hiddenAt: now,
    hiddenFor: "OFF_TOPIC",
    hiddenWhy: `${reason}.`,
  })),
  state("testimonial-removed", "Testimonial: removed", ({ now }) => ({
    givenAt: now,
    removedAt: now,
    text: "",
    shownName: "",
  })),
  state("testimonial-revoked", "Testimonial: the contact's own link is revoked", () => ({}), true),
  wall("wall", "Wall", (facts) => ({ quotes: [quote(facts, 1), quote(facts, 2, true)] })),
  wall("wall-hidden", "Wall: with one hidden, and more than a page", (facts) => ({
    quotes: [quote(facts, 1, true)],
    hidden: { OFF_TOPIC: 1, UNLAWFUL: 2 },
    more: PROJECT_ID,
  })),
  wall("wall-empty", "Wall: nobody has written yet", () => ({ quotes: [], shown: 0 })),
  {
    slug: "wall-embed",
    title: "Wall: the embed",
    show: (facts, locale) => (
      <EmbedPage
        locale={locale}
        facts={wallFacts(facts, { quotes: [quote(facts, 1), quote(facts, 2, true)] })}
        address={links.wall(SLUG)}
        now={facts.now}
      />
    ),
  },
];

function form(
  slug: string,
  title: string,
  isGiven = false,
  why?: Refused,
  field: Typed["field"] = null,
): PageSample {
  return {
    slug,
    title,
    show: (facts, locale, path) => {
      const given = isGiven ? { givenAt: facts.now } : { text: "", shownName: "" };
      const testimonial = testimonialFacts(facts, locale, given);
      const { freelancerName: name, studioName: studio, answer, contactName } = facts;
      const problem = why && toldIn(locale, refusal("invalid", why, { most: 1000 }));
      return (
        <TestimonialForm
          locale={locale}
          facts={testimonial}
          path={path}
          wall={wallPath.page(SLUG)}
          now={facts.now}
          consent={locale.t("testimonial.consent", { name, studio })}
          typed={problem ? { quote: answer, shownName: contactName, problem, field } : undefined}
        />
      );
    },
  };
}

function state(
  slug: string,
  title: string,
  become: (facts: GalleryFacts) => Partial<TestimonialFacts>,
  isRevoked = false,
): PageSample {
  return {
    slug,
    title,
    show: (facts, locale, path) => {
      const made = testimonialFacts(facts, locale, become(facts));
      const linkRevokedAt = isRevoked ? facts.now : null;
      return (
        <TestimonialPage
          locale={locale}
          facts={{ ...made, contact: { ...made.contact, linkRevokedAt } }}
          path={path}
          wall={wallPath.page(SLUG)}
          now={facts.now}
        />
      );
    },
  };
}

function wall(
  slug: string,
  title: string,
  become: (facts: GalleryFacts) => Partial<WallFacts>,
): PageSample {
  return {
    slug,
    title,
    show: (facts, locale) => {
      const made = wallFacts(facts, become(facts));
      const older = made.more && `${wallPath.page(SLUG)}?after=x`;
      const address = links.wall(SLUG);
      return <WallPage {...{ locale, address, older }} facts={made} now={facts.now} isFirst />;
    },
  };
}

function wallFacts(facts: GalleryFacts, become: Partial<WallFacts>): WallFacts {
  const { studioName: name, freelancerName, studioZone: zone } = facts;
  return {
    slug: SLUG,
    studio: { ...plainLook, name, freelancerName, zone },
    asked: 12,
    answered: 9,
    shown: 2,
    hidden: {},
    more: null,
    quotes: [],
    ...become,
  };
}

function quote(facts: GalleryFacts, n: number, isAnswered = false): Quote {
  const givenAt = new Date(facts.now.getTime() - n * 9 * DAY_MS);
  const reply = {
    text: "Thank you. The next proof comes on your own paper.",
    repliedAt: facts.now,
    took: { unit: "hours" as const, count: n },
  };
  return {
    id: String(n),
    text: facts.answer,
    name: facts.contactName,
    language: "en",
    givenAt,
    editedAt: isAnswered ? facts.now : null,
    reply: isAnswered ? reply : null,
  };
}

function testimonialFacts(
  facts: GalleryFacts,
  { language }: Locale,
  become: Partial<TestimonialFacts>,
): TestimonialFacts {
  return {
    id: PROJECT_ID,
    freelancerId: PROJECT_ID,
    projectId: PROJECT_ID,
    contactId: CONTACT_ID,
    text: facts.answer,
    shownName: facts.contactName,
    givenAt: null,
    editedAt: null,
    removedAt: null,
    hiddenAt: null,
    hiddenFor: null,
    hiddenWhy: "",
    reply: "",
    contact: {
      name: facts.contactName,
      language,
      linkRevokedAt: null,
      clientId: PROJECT_ID,
    },
    projectTitle: facts.projectTitle,
    studio: {
      ...plainLook,
      freelancerId: PROJECT_ID,
      freelancerName: facts.freelancerName,
      name: facts.studioName,
      language,
      replyTo: "mira@example.com",
      zone: facts.studioZone,
      batchSeconds: 300,
      wall: { slug: SLUG },
    },
    ...become,
  };
}
