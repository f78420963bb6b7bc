import type { Metadata } from "next";
import { requireFreelancer, studioLocale } from "@/auth/session";
import { NewReplyForm, Replies } from "@/features/saved-replies/components/replies";
import { listReplies } from "@/features/saved-replies/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await studioLocale()).t("savedReplies.title") };
}

export default async function SavedRepliesPage() {
  const { scope } = await requireFreelancer();
  const { t } = await studioLocale();
  const replies = await listReplies(scope);
  return (
    <div className="max-w-xl">
      <PageHeading
        title={t("savedReplies.title")}
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            {t("settings.title")}
          </Link>
        }
        below={t("savedReplies.about")}
      />
      <div className="grid gap-14">
        {replies.length > 0 ? (
          <Section title={t("savedReplies.yours")}>
            <Replies replies={replies} />
          </Section>
        ) : null}
        <Section title={t(replies.length > 0 ? "savedReplies.another" : "savedReplies.first")}>
          <div className="pt-2">
            <NewReplyForm key={replies.length} />
          </div>
        </Section>
      </div>
    </div>
  );
}
