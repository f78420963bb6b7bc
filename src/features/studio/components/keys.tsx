"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import type { StudioWords } from "@/language/studio";
import { buttonVariant } from "@/ui/button";
import { PendingLine } from "@/ui/link-pending";
import { places } from "./studio-nav";

const GO_WITHIN_MS = 1500;

type KeysProps = { words: Pick<StudioWords["frame"], "keys" | "places" | "search"> };

function keysIn({ keys, places: names, search }: KeysProps["words"]): [string, string][] {
  return [
    ...places.map(({ key, name }): [string, string] => [`g ${key}`, names[name]]),
    ["g q", "CSQ"],
    ["/", search],
    ["n", keys.newProject],
    ["v", keys.viewAsClient],
    ["h", keys.pledge],
    ["Ctrl Enter", keys.send],
    ["?", keys.title],
  ];
}

/** The studio by keyboard, and the dialog that lists the keys. Keys typed into a field do nothing else. */
export function Keys({ words }: KeysProps) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isGoing, go] = useTransition();
  useEffect(() => {
    const onPress = (act: () => void) => (event: KeyboardEvent) => {
      event.preventDefault();
      act();
    };
    const goTo = (href: string) => onPress(() => go(() => router.push(href)));
    const listen = new AbortController();
    // Nobody presses a key before the page is there: the first load goes without the library.
    void import("tinykeys").then(({ tinykeys }) => {
      if (listen.signal.aborted) return;
      const stop = tinykeys(
        window,
        {
          ...Object.fromEntries(
            places.flatMap(({ key, href }) => (key ? [[`g ${key}`, goTo(href)]] : [])),
          ),
          "g q": goTo("/quality"),
          "[Shift]+/": onPress(() => {
            const field = document.querySelector<HTMLInputElement>('[data-key="/"]');
            if (field) field.select();
            else go(() => router.push("/search"));
          }),
          n: goTo("/projects/new"),
          ...Object.fromEntries(["v", "h"].map((key) => [key, onPress(() => press(key))])),
          "[Shift]+?": onPress(() => dialog.current?.showModal()),
        },
        {
          timeout: GO_WITHIN_MS,
          ignore: ({ target, isComposing }) =>
            isComposing || isTyping(target) || dialog.current?.open === true,
        },
      );
      listen.signal.addEventListener("abort", stop);
    });
    return () => listen.abort();
  }, [router]);
  return (
    <>
      {isGoing ? <PendingLine /> : null}
      <span className="hidden lg:inline">
        <button
          type="button"
          onClick={() => dialog.current?.showModal()}
          className={buttonVariant("plain")}
        >
          {words.keys.short}
        </button>
      </span>
      <dialog
        ref={dialog}
        aria-labelledby="keys-heading"
        className="w-full max-w-sm rounded-sm border border-hairline bg-ground p-6 text-ink"
      >
        <h2 id="keys-heading" className="text-xl">
          {words.keys.title}
        </h2>
        <dl className="my-4 grid grid-cols-[6rem_1fr] gap-y-2">
          {keysIn(words).map(([press, what]) => (
            <div key={press} className="contents">
              <dt>
                <kbd className="font-sans font-medium">{press}</kbd>
              </dt>
              <dd className="text-muted">{what}</dd>
            </div>
          ))}
        </dl>
        <button
          type="button"
          onClick={() => dialog.current?.close()}
          className={buttonVariant("quiet")}
        >
          {words.keys.close}
        </button>
      </dialog>
    </>
  );
}

/** Presses what the page has under a key, where it has it. */
const press = (key: string) => document.querySelector<HTMLElement>(`[data-key="${key}"]`)?.click();

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
