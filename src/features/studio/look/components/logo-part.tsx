import { studioLocale } from "@/auth/session";
import { remove } from "@/features/studio/look/actions";
import type { getLook } from "@/features/studio/look/queries";
import { MOST_LOGO_BYTES } from "@/features/studio/look/rules";
import { sizeName } from "@/lib/files";
import { logoShown } from "@/lib/look";
import { AskFirst } from "@/ui/ask-first";
import { LogoUpload } from "./logo-upload";

type Facts = Awaited<ReturnType<typeof getLook>>;

/** The studio's logo as clients see it, and where another is chosen or it is removed. */
export async function LogoPart({ look }: { look: Facts }) {
  const { t, words, units } = await studioLocale();
  const { choose, another, logoHint, sending, sent, lost, refused } = words.look;
  return (
    <div className="grid gap-4 pt-2">
      {look.logo ? (
        <>
          <p className="w-fit rounded-sm border border-hairline bg-[#fbf9f4] p-4">
            <img
              {...logoShown(look.logo)}
              alt={look.name}
              className={look.logo.ground === "DARK" ? "box-content bg-[#171614] p-1.5" : undefined}
            />
          </p>
          <p className="text-sm text-muted">
            {t("look.weight", { size: sizeName(look.logoBytes, units) })}
          </p>
        </>
      ) : null}
      <LogoUpload
        words={{ choose: look.logo ? another : choose, logoHint, sending, sent, lost }}
        most={{ bytes: MOST_LOGO_BYTES, sentence: refused.heavy }}
      />
      {look.logo ? (
        <AskFirst
          action={remove}
          hidden={{}}
          about={t("look.logo")}
          question={t("look.removeQuestion")}
          confirm={t("look.remove")}
          busy={t("buttons.removing")}
        >
          {t("look.remove")}
        </AskFirst>
      ) : null}
    </div>
  );
}
