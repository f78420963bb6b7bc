import type { Metadata } from "next";
import { afterIn, orNotFound } from "@/app/page-params";
import type { WithSearch } from "@/app/route-props";
import { requireFreelancer, studioLocale } from "@/auth/session";
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

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await studioLocale();
  return { title: t("wall.title") };
}

export default async function WallSettingsPage({ searchParams }: WithSearch) {
  const { t, language } = await studioLocale();
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
        title={t("wall.title")}
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            {t("wall.settings")}
          </Link>
        }
        below={wall ? lineOf(localeOf(language), wall) : t("wall.intro")}
        action={
          slug ? (
            <a href={wallPath.page(slug)} className={buttonVariant("quiet")}>
              {t("wall.open")}
            </a>
          ) : null
        }
      />
      <div className="grid gap-14">
        <Section id="testimonials" title={t("wall.testimonials")}>
          {testimonials.rows.length > 0 ? (
            <Testimonials rows={testimonials.rows} {...clock} />
          ) : (
            <Empty>{t("wall.none")}</Empty>
          )}
          <Pager path="/wall" after={after} more={testimonials.more} />
        </Section>
        <Section id="address" title={slug ? t("wall.where") : t("wall.openYours")}>
          <div className="pt-2">
            <WallAddress
              slug={slug}
              proposed={proposedSlug(studio.name)}
              beginning={links.wall("").replace(/^https?:\/\//, "")}
            />
          </div>
        </Section>
        {slug ? (
          <Section id="sharing" title={t("wall.elsewhere")}>
            <div className="pt-2">
              <Sharing
                address={links.wall(slug)}
                embed={links.page(wallPath.embed(slug))}
                json={links.page(wallPath.json(slug))}
                title={t("wall.embedTitle", { studio: studio.name })}
              />
            </div>
          </Section>
        ) : null}
      </div>
    </div>
  );
}
