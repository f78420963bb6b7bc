import { NotFoundMessage } from "@/app/not-found-message";

export default function NotFound() {
  return <NotFoundMessage href="/today" back="Go to Today" />;
}
