import { renderDocument } from "@/document/render";
import { collectEmails, collectPages } from "./collect";
import { readFacts } from "./facts";
import { GalleryPage } from "./gallery-page";

/** A route while it is being worked on and in no other build: next.config.ts knows its ending only then. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams, search } = new URL(request.url);
  const reading = readFacts(searchParams);
  const [kinds, states] = await Promise.all([
    collectEmails(reading),
    collectPages(reading, search),
  ]);
  return renderDocument(<GalleryPage reading={reading} kinds={kinds} states={states} />);
}
