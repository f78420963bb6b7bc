import type { Metadata } from "next";
import { requireFreelancer } from "@/auth/session";
import { NewReplyForm, Replies } from "@/features/saved-replies/components/replies";
import { listReplies } from "@/features/saved-replies/queries";
import { buttonVariant } from "@/ui/button";
import { Link } from "@/ui/link";
import { PageHeading, Section } from "@/ui/page";

export const metadata: Metadata = { title: "Saved replies" };

export default async function SavedRepliesPage() {
  const { scope } = await requireFreelancer();
  const replies = await listReplies(scope);
  return (
    <div className="max-w-xl">
      <PageHeading
        title="Saved replies"
        above={
          <Link href="/settings" className={buttonVariant("plain")}>
            Settings
          </Link>
        }
        below="What you write again and again. Each is offered beside the message form of every project."
      />
      <div className="grid gap-14">
        {replies.length > 0 ? (
          <Section title="Your replies">
            <Replies replies={replies} />
          </Section>
        ) : null}
        <Section title={replies.length > 0 ? "Add another" : "Save your first reply"}>
          <div className="pt-2">
            <NewReplyForm key={replies.length} />
          </div>
        </Section>
      </div>
    </div>
  );
}
