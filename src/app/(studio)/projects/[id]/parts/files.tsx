import { randomUUID } from "node:crypto";
import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { FileRows } from "@/features/files/components/file-rows";
import { Upload } from "@/features/files/components/upload";
import { Section } from "@/ui/page";

export function FilesPart({ project, files, clock }: ProjectFacts) {
  return (
    <Section id="files" title="Files">
      {files.length > 0 ? (
        <FileRows files={files} {...clock} />
      ) : (
        <p className="pb-4 text-muted">
          No files yet. Files from you or {project.contact.name} appear here for both of you.
        </p>
      )}
      <Upload to={`/api/files?project=${project.id}`} formKey={randomUUID()} />
    </Section>
  );
}
