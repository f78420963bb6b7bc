import type { Metadata } from "next";
import { Wordmark } from "@/ui/mark";
import { NotFoundMessage } from "./not-found-message";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-5 py-16">
      <p className="mb-10">
        <Wordmark />
      </p>
      <NotFoundMessage href="/" back="Go to the start page" />
    </main>
  );
}
