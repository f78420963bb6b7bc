"use client";

import type { Action } from "@/lib/form-state";
import { ActionButton } from "@/ui/action-button";
import type { Variant } from "@/ui/button";
import { forgetEverything } from "@/ui/drafts";

type SignOutProps = { action: Action<never>; variant?: Variant; busy: string; children: string };

/** Signs out, and forgets in this browser what was typed and not sent: the next person here may be another. */
export function SignOut({ action, variant, busy, children }: SignOutProps) {
  return (
    <div className="contents" onSubmit={forgetEverything}>
      <ActionButton action={action} variant={variant} busy={busy}>
        {children}
      </ActionButton>
    </div>
  );
}
