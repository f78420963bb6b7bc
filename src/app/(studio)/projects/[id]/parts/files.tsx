import { randomUUID } from "node:crypto";
import type { ProjectFacts } from "@/app/(studio)/projects/[id]/read";
import { studioLocale } from "@/auth/session";
import { FileRows } from "@/features/files/components/file-rows";
import { Upload } from "@/features/files/components/upload";
import { MOST_BYTES, sizeName } from "@/features/files/rules";
import { localeOf } from "@/language/locale";
import { Section } from "@/ui/page";

export async function FilesPart({ project, files, clock }: ProjectFacts) {
  const { t, words, units, language } = await studioLocale();
  return (
    <Section id="files" title={t("files.title")}>
      {files.length > 0 ? (
        <FileRows files={files} {...clock} />
      ) : (
        <p className="pb-4 text-muted">{t("files.none", { name: project.contact.name })}</p>
      )}
      <Upload
        projectId={project.id}
        formKey={randomUUID()}
        words={{
          ...words.files.upload,
          units,
          most: t("files.most", { size: sizeName(MOST_BYTES, units) }),
          tooLarge: localeOf(language).t("refused.fileTooLarge"),
          empty: localeOf(language).t("refused.fileEmpty"),
        }}
      />
    </Section>
  );
}
