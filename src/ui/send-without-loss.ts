import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { getURLFromRedirectError } from "next/dist/client/components/redirect";
import { isRedirectError } from "next/dist/client/components/redirect-error";
import { typedIn, type Action, type FormState } from "@/lib/form-state";
import type { KeptDraft } from "./use-draft";
import type { UiWords } from "./words";

/**
 * Returns an action that never loses what was typed. Where no answer comes it returns what was typed and why;
 * what an update made unknown is kept over a reload. What was sent is no draft any more.
 */
export function sendWithoutLoss(
  action: Action,
  draft: Pick<KeptDraft, "drop" | "keepWith">,
  words: UiWords,
): Action {
  return async (previous, form) => {
    try {
      const answer = await action(previous, form);
      if (!answer.message) draft.drop();
      return answer;
    } catch (error) {
      // Whoever is sent to sign in comes back to what was typed; wherever else it leads, it was sent.
      if (isRedirectError(error) && !getURLFromRedirectError(error).startsWith("/sign-in"))
        draft.drop();
      unstable_rethrow(error);
      return unanswered(error, form, draft, words);
    }
  };
}

function unanswered(
  error: unknown,
  form: FormData,
  draft: Pick<KeptDraft, "keepWith">,
  words: UiWords,
): FormState {
  const typed = typedIn(form);
  const at = `unanswered ${performance.now()}`;
  if (unstable_isUnrecognizedActionError(error)) {
    if (draft.keepWith(words.updated)) location.reload();
    return { message: words.updatedHere, typed, at };
  }
  // A connection that breaks is a TypeError in every browser.
  const message = error instanceof TypeError ? words.offline : words.failed;
  return { message, typed, at };
}
