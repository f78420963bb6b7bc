import { requireFreelancer, studioLocale } from "@/auth/session";
import { listEarlierProjects, listTemplates } from "@/features/projects/templates/queries";
import type { startOf } from "@/features/projects/templates/rules";
import type { Day } from "@/lib/dates";
import { buttonVariant } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import { Disclosure } from "@/ui/page";

type StartFromProps = {
  start: ReturnType<typeof startOf>;
  /** What else the page's address says, and goes on saying. */
  hidden: Record<string, string | undefined>;
  today: Day;
};

/** What a new project may take over. It asks by the page's address, so that its dates are seen before they are promised. */
export async function StartFrom({ start, hidden, today }: StartFromProps) {
  const { scope } = await requireFreelancer();
  const { t } = await studioLocale();
  const [templates, earlier] = await Promise.all([
    listTemplates(scope),
    listEarlierProjects(scope, start.from?.projectId),
  ]);
  if (templates.length + earlier.length === 0) return null;
  const choices = [
    { value: "", label: t("projects.begin.nothing") },
    ...templates.map(({ id, name }) => ({
      value: `template:${id}`,
      label: t("projects.begin.template", { name }),
    })),
    ...earlier.map(({ id, title, client }) => ({
      value: `project:${id}`,
      label: t("projects.begin.earlier", { title, client: client.name }),
    })),
  ];
  return (
    <Disclosure title={t("projects.begin.startFrom")} isOpen={start.asked !== ""}>
      <form className="mb-6 grid gap-4">
        {Object.entries(hidden).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <SelectField
          name="from"
          label={t("projects.begin.takeOver")}
          hint={t("projects.begin.takeOverHint")}
          choices={choices}
          defaultValue={start.asked}
        />
        <TextField
          name="begins"
          label={t("projects.begin.firstDay")}
          type="date"
          min={today}
          defaultValue={start.beginsOn}
        />
        <div>
          <button className={buttonVariant("quiet")}>{t("projects.begin.show")}</button>
        </div>
      </form>
    </Disclosure>
  );
}
