import { buttonVariant } from "@/ui/button";
import { TextField } from "@/ui/field";

type FindContactProps = {
  find: string;
  isFound: boolean;
  /** As many as are listed, where there are more. */ most?: number;
};

/** Looks for people by name, where a studio has more than a field offers. Works without script. */
export function FindContact({ find, isFound, most }: FindContactProps) {
  return (
    <form action="/projects/new" className="mb-8 grid gap-2 border-b border-hairline pb-6">
      <TextField
        name="find"
        type="search"
        label="Find a person"
        hint={
          most
            ? `The first ${most} are listed below. Find others by their name or their client’s.`
            : undefined
        }
        defaultValue={find}
        maxLength={120}
      />
      {isFound ? null : <p role="alert">Nobody is called “{find}”.</p>}
      <div>
        <button type="submit" className={buttonVariant("quiet")}>
          Find
        </button>
      </div>
    </form>
  );
}
