-- A second press of one form is one file, and one project.
ALTER TABLE "File" ADD COLUMN "formKey" TEXT;
ALTER TABLE "Project" ADD COLUMN "formKey" TEXT;
CREATE UNIQUE INDEX "File_freelancerId_formKey_key" ON "File"("freelancerId", "formKey");
CREATE UNIQUE INDEX "Project_freelancerId_formKey_key" ON "Project"("freelancerId", "formKey");
