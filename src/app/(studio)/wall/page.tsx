import type { Metadata } from "next";
import { afterIn, orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer } from "@/auth/session";
import { Testimonials } from "@/features/testimonials/components/testimonials";
import { listTestimonials } from "@/features/testimonials/queries";
import { Sharing, WallAddress } from "@/features/testimonials/wall/components/wall-settings";
import { lineOf } from "@/features/testimonials/wall/components/wall-page";
import { findOwnWall, findWall } from "@/features/testimonials/wall/queries";
import { proposedSlug } from "@/features/testimonials/wall/rules";
import { localeOf } from "@/language/locale";
import { wallPath } from "@/lib/client-paths";
import { links } from "@/lib/links";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { Pager } from "@/features/studio/components/pager";
import { Empty, PageHeading, Section } from "@/ui/page";

export const metadata: Metadata = { title: "Wall" };

export default async function WallSettingsPage({ searchParams }: WithSearch) {
  const { scope, studio, now } = await requireFreelancer();
  const after = await afterIn(searchParams);
  const [slug, testimonials] = await Promise.all([
    findOwnWall(scope),
    orNotFound(listTestimonials(scope, after)),
  ]);
  const wall = slug ? await findWall(slug, 1) : null;
  const clock = { zone: studio.zone, now };
  return (
    <div className="max-w-3xl">
      <PageHeading
        title="Wall"
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            Settings
          </Link>
        }
        below={
          wall
            ? lineOf(localeOf("en"), wall)
            : "A public page with what your clients say about you, in their own words."
        }
        action={
          slug ? (
            <a href={wallPath.page(slug)} className={buttonVariant("quiet")}>
              Open the wall
            </a>
          ) : null
        }
      />
      <div className="grid gap-14">
        <Section id="testimonials" title="Testimonials">
          {testimonials.rows.length > 0 ? (
            <Testimonials rows={testimonials.rows} {...clock} />
          ) : (
            <Empty>
              Everyone who answers a survey is asked for a few public words two working days later,
              whatever they answered; while a case is open, two working days after it’s closed. They
              appear here.
            </Empty>
          )}
          <Pager path="/wall" after={after} more={testimonials.more} />
        </Section>
        <Section id="address" title={slug ? "Where it is" : "Open your wall"}>
          <div className="pt-2">
            <WallAddress
              slug={slug}
              proposed={proposedSlug(studio.name)}
              beginning={links.wall("").replace(/^https?:\/\//, "")}
            />
          </div>
        </Section>
        {slug ? (
          <Section id="sharing" title="Show it elsewhere">
            <div className="pt-2">
              <Sharing
                address={links.wall(slug)}
                embed={links.page(wallPath.embed(slug))}
                json={links.page(wallPath.json(slug))}
                title={`What clients of ${studio.name} say`}
              />
            </div>
          </Section>
        ) : null}
      </div>
    </div>
  );
}
