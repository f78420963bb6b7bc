"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { storage, store } from "./drafts";

const LAST = "uptomark:last";
const BACK = "uptomark:back";
/** After this long, one starts at Today. */
const GOOD_MS = 86_400_000;

type Page = { path: string; owner: string; at: number };

/** Remembers in this browser which page of the studio is open, and leads back to the one a session ended on. */
export function LastPage({ owner }: { owner: string }) {
  const path = usePathname();
  const router = useRouter();
  useEffect(() => {
    const text = storage()?.getItem(BACK);
    if (!text) return;
    storage()?.removeItem(BACK);
    const back = parse(text);
    if (back?.owner === owner && Date.now() - back.at < GOOD_MS) router.replace(back.path);
  }, [owner, router]);
  useEffect(() => {
    const page: Page = { path: path + location.search, owner, at: Date.now() };
    store(LAST, JSON.stringify(page));
  }, [path, owner]);
  return null;
}

/** Is on the sign-in page: the page that was open last is the one to come back to. */
export function ComeBackTo() {
  useEffect(() => {
    const last = storage()?.getItem(LAST);
    if (last) store(BACK, last);
  }, []);
  return null;
}

function parse(text: string): Page | null {
  const { path, owner, at } = JSON.parse(text) as Page;
  // Only a path of our own: never where somebody else's address leads.
  return /^\/(?!\/)/.test(path) ? { path, owner, at } : null;
}
