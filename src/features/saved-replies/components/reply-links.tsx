"use client";

import { useRef, type MouseEvent } from "react";
import { Disclosure } from "@/ui/page";

const LINK =
  "inline-flex min-h-11 items-center underline decoration-edge underline-offset-4 wrap-anywhere " +
  "hover:decoration-ink";

/** The messages above the list have boxes of the same name. */
function nextBox(list: HTMLElement | null, field: string) {
  const boxes = list?.closest("section")?.querySelectorAll<HTMLTextAreaElement>("textarea") ?? [];
  return [...boxes].find(
    (box) =>
      box.name === field && list!.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
}

export type ReplyLinksProps = {
  title: string;
  /** Each as it reads for this client. */
  replies: { id: string; name: string; text: string }[];
  /** The page with the form, where a reply is put in without script. */
  path: string;
  /** The field of the form that comes next in the same part of the page. */
  field: string;
};

/** Saved replies beside a form: each is put in where the cursor is. Without script a link opens the page with it. */
export function ReplyLinks({ title, replies, path, field }: ReplyLinksProps) {
  const list = useRef<HTMLDivElement>(null);
  const putIn = (event: MouseEvent, text: string) => {
    const box = nextBox(list.current, field);
    if (!box || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    // Not React's own value: what is typed in the box is the browser's to keep, and can be undone by its keys.
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  };
  if (replies.length === 0) return null;
  return (
    <div ref={list} className="mb-3">
      <Disclosure title={title}>
        <ul className="grid gap-1">
          {replies.map(({ id, name, text }) => (
            <li key={id}>
              <a
                href={`${path}?reply=${id}#write`}
                onClick={(event) => putIn(event, text)}
                className={LINK}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}
