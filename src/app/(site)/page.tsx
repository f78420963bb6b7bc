import { redirect } from "next/navigation";
import { DemoButton, findOpenDemo } from "@/app/(auth)/sign-in/demo-button";
import { findSignedIn } from "@/auth/session";
import { ButtonLink } from "@/ui/button";
import { Mark } from "@/ui/mark";

export default async function HomePage() {
  if (await findSignedIn()) redirect("/today");
  const demo = await findOpenDemo();
  return (
    <main className="mx-auto grid min-h-dvh max-w-2xl content-center gap-8 px-5 py-16">
      <Mark className="size-16 text-accent" />
      <h1 className="text-5xl">Uptomark</h1>
      <div className="grid max-w-[60ch] gap-4 font-serif text-xl leading-relaxed">
        <p>The client portal of a freelancer who works alone.</p>
        <p>It keeps every promise visible, on a page that your client opens without an account.</p>
        <p>
          When the work is done it says thank you, asks “was this up to mark?”, and puts the one
          answer that was not in front of you first.
        </p>
      </div>
      <ButtonLink href="/sign-in" variant={demo ? "quiet" : "main"} className="justify-self-start">
        Sign in
      </ButtonLink>
      {demo ? <DemoButton name={demo.name} /> : null}
    </main>
  );
}
