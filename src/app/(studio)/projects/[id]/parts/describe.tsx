import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { DescribeForm } from "@/features/projects/components/describe-form";
import { Disclosure } from "@/ui/page";

export function DescribePart({ project: { id, title, summary } }: ProjectFacts) {
  return (
    <Disclosure title="Edit title or summary">
      <DescribeForm projectId={id} title={title} summary={summary} />
    </Disclosure>
  );
}
