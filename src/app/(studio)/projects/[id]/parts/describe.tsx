import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { DescribeForm } from "@/features/projects/components/describe-form";
import { Disclosure } from "@/ui/page";

export function DescribePart({ project: { id, contact, title, summary } }: ProjectFacts) {
  return (
    <Disclosure title="Edit title or summary">
      <DescribeForm projectId={id} readerId={contact.id} title={title} summary={summary} />
    </Disclosure>
  );
}
