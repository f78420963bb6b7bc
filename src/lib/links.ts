import { clientPath, wallPath } from "./client-paths";
import { env } from "./env";

const to = (path: string) => `${env().APP_URL.replace(/\/$/, "")}${path}`;

/** Every link in an email is built here, from APP_URL, never from a request's Host. */
export const links = {
  statusPage: (token: string, projectId?: string) => to(clientPath.statusPage(token, projectId)),
  survey: (token: string) => to(clientPath.survey(token)),
  quietCheck: (token: string) => to(clientPath.quietCheck(token)),
  unsubscribe: (token: string) => to(clientPath.unsubscribe(token)),
  testimonial: (token: string) => to(clientPath.testimonial(token)),
  desk: (token: string, assignmentId?: string) => to(clientPath.desk(token, assignmentId)),
  assignment: (id: string) => to(`/subcontractors/assignments/${id}`),
  subcontractor: (id: string) => to(`/subcontractors/${id}`),
  wall: (slug: string) => to(wallPath.page(slug)),
  wallSettings: () => to("/wall"),
  signIn: (token: string) => to(`/sign-in/confirm/${token}`),
  confirmAddress: (token: string) => to(`/sign-in/address/${token}`),
  today: () => to("/today"),
  /** A page of CSQ, as `pathOf` of its rules names it. */
  quality: (path: string) => to(path),
  client: (id: string) => to(`/clients/${id}`),
  case: (id: string) => to(`/cases/${id}`),
  email: (id: string) => to(`/emails/${id}`),
  project: (id: string) => to(`/projects/${id}`),
  /** Where the provider sends events about a freelancer's own account. */
  webhook: (accountId: string) => to(`/api/webhooks/resend/${accountId}`),
  /** Returns the full URL of a known path. */
  page: to,
};
