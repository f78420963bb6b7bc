import { randomUUID } from "node:crypto";
import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { FileRows } from "@/features/files/components/file-rows";
import { Links } from "@/features/files/links/components/links";
import { Upload } from "@/features/files/components/upload";
import { uploadWords } from "@/features/files/components/upload-words";
import { Section } from "@/ui/page";

export async function FilesPart({ project, files, links, clock }: ProjectFacts) {
  const locale = await studioLocale();
  const { t } = locale;
  return (
    <Section id="files" title={t("files.title")}>
      <Links projectId={project.id} readerId={project.contact.id} links={links} {...clock} />
      {files.length > 0 ? (
        <FileRows files={files} {...clock} />
      ) : (
        <p className="pb-4 text-muted">{t("files.none", { name: project.contact.name })}</p>
      )}
      <Upload
        to={`/api/files?project=${project.id}`}
        formKey={randomUUID()}
        words={uploadWords(locale)}
      />
    </Section>
  );
}
