import { env } from "./env";

const to = (path: string) => `${env().APP_URL.replace(/\/$/, "")}${path}`;

/** Every address that leaves in an email is built here, from APP_URL, never from a request's Host. */
export const links = {
  statusPage: (token: string, projectId: string) => to(`/p/${token}/${projectId}`),
  survey: (token: string) => to(`/s/${token}`),
  /**
   * Returns the contact's unsubscribe link. Its token is made on first use, in the caller's
   * transaction, and stays the same, however many ask at once.
   */
  unsubscribe: (token: string) => to(`/u/${token}`),
  today: () => to("/today"),
  client: (id: string) => to(`/clients/${id}`),
  email: (id: string) => to(`/emails/${id}`),
  project: (id: string) => to(`/projects/${id}`),
  /** Where the provider brings its events about an account that a freelancer brought. */
  webhook: (accountId: string) => to(`/api/webhooks/resend/${accountId}`),
  /** The whole address of a path that is known already. */
  page: to,
};
