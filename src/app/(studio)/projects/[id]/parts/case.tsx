import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { OpenCase } from "@/features/cases/components/open-case";

export function CasePart({ openCase }: ProjectFacts) {
  return openCase ? (
    <div className="mb-8">
      <OpenCase one={openCase} />
    </div>
  ) : null;
}
