"use client";

import { createContext, useContext, type ReactNode } from "react";

const Owner = createContext<string | null>(null);

/** Whose drafts the forms inside keep. Outside of it nothing that is typed is kept. */
export function DraftOwner({ id, children }: { id: string; children: ReactNode }) {
  return <Owner value={id}>{children}</Owner>;
}

export function useDraftOwner(): string | null {
  return useContext(Owner);
}
