import { clientPath } from "./client-paths";
import { env } from "./env";

const to = (path: string) => `${env().APP_URL.replace(/\/$/, "")}${path}`;

/** Every address that leaves in an email is built here, from APP_URL, never from a request's Host. */
export const links = {
  statusPage: (token: string, projectId: string) => to(clientPath.statusPage(token, projectId)),
  survey: (token: string) => to(clientPath.survey(token)),
  unsubscribe: (token: string) => to(clientPath.unsubscribe(token)),
  signIn: (token: string) => to(`/sign-in/confirm/${token}`),
  today: () => to("/today"),
  client: (id: string) => to(`/clients/${id}`),
  email: (id: string) => to(`/emails/${id}`),
  project: (id: string) => to(`/projects/${id}`),
  /** Where the provider brings its events about an account that a freelancer brought. */
  webhook: (accountId: string) => to(`/api/webhooks/resend/${accountId}`),
  /** The whole address of a path that is known already. */
  page: to,
};
