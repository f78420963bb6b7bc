import { close, move } from "@/features/testimonials/wall/actions";
import { wallAddress } from "@/features/testimonials/wall/schema";
import { fieldsOf } from "@/lib/fields-of";
import { ActionForm } from "@/ui/action-form";
import { AskFirst } from "@/ui/ask-first";
import { CopyField } from "@/ui/copy-field";
import { TextField } from "@/ui/field";
import { SubmitButton } from "@/ui/submit-button";

const fields = fieldsOf(wallAddress);

type WallAddressProps = {
  /** Empty while there is no wall. */
  slug: string | null;
  /** One that is likely to be free, made of the studio's name. */
  proposed: string;
  /** What every wall's address begins with: "uptomark.example/w/". */
  beginning: string;
};

/** Where the wall is: chosen, changed, or closed. */
export function WallAddress({ slug, proposed, beginning }: WallAddressProps) {
  return (
    <div className="grid max-w-xl justify-items-start gap-6">
      <ActionForm action={move} draft="wall" className="grid w-full gap-5">
        <TextField
          {...fields.slug}
          label="Address"
          hint={
            slug
              ? `It follows ${beginning}. If you change it, the old address is not found any more.`
              : `It follows ${beginning}. Until you choose one, nobody is asked for a testimonial.`
          }
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          defaultValue={slug ?? proposed}
        />
        <div>
          <SubmitButton variant={slug ? "quiet" : "main"} busy="Saving…">
            {slug ? "Change address" : "Open the wall"}
          </SubmitButton>
        </div>
      </ActionForm>
      {slug ? (
        <AskFirst
          action={close}
          about="your wall"
          question={
            "Close your wall? Its page, embeds and JSON are not found any more, and nobody is " +
            "asked for a testimonial. What clients wrote is kept."
          }
          confirm="Close it"
          busy="Closing…"
        >
          Close
        </AskFirst>
      ) : null}
    </div>
  );
}

type SharingProps = { address: string; embed: string; json: string; title: string };

/** How the wall is shown elsewhere, and how a reader tells it from a copy. */
export function Sharing({ address, embed, json, title }: SharingProps) {
  return (
    <div className="grid gap-5">
      <Shared label="Address of the wall" value={address}>
        Anybody can read it, and search engines may list it. It sets no cookie and runs no script.
      </Shared>
      <Shared
        label="Embed code"
        value={
          `<iframe src="${embed}" title="${escaped(title)}" width="100%" height="480" ` +
          'style="border:0"></iframe>'
        }
      >
        Shows the five newest on your own website. Any page can show it, also one that only claims
        to be yours: that’s why the embed names your studio and links to the address above, where a
        reader can check it.
      </Shared>
      <Shared label="JSON" value={json}>
        The same for your own programs. Don’t mark it up as reviews for search engines: they give no
        stars for reviews that a business shows of itself.
      </Shared>
    </div>
  );
}

function Shared({ label, value, children }: { label: string; value: string; children: string }) {
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">{label}</p>
      <CopyField label={label} value={value} />
      <p className="max-w-[60ch] text-sm text-muted">{children}</p>
    </div>
  );
}

/** A studio's name within an attribute. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
