import type { Metadata } from "next";
import { ButtonLink } from "@/ui/button";
import { Wordmark } from "@/ui/mark";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto grid max-w-xl content-start gap-6 px-5 py-16">
      <Wordmark />
      <h1 className="text-3xl">There is no such page here</h1>
      <p className="text-muted">It may have been taken back, or the address lost a letter on its way.</p>
      <ButtonLink href="/" className="justify-self-start">
        To the beginning
      </ButtonLink>
    </main>
  );
}
