import { env } from "./env";

const to = (path: string) => `${env().APP_URL.replace(/\/$/, "")}${path}`;

/** Every address that leaves in a letter is built here, from APP_URL, never from a request's Host. */
export const links = {
  statusPage: (token: string, projectId: string) => to(`/p/${token}/${projectId}`),
  survey: (token: string) => to(`/s/${token}`),
  /** Where a contact says no to surveys and digests, and yes again. */
  stop: (token: string) => to(`/u/${token}`),
  today: () => to("/today"),
  client: (id: string) => to(`/clients/${id}`),
  letter: (id: string) => to(`/letters/${id}`),
  project: (id: string) => to(`/projects/${id}`),
  /** Where the provider brings its events about an account that a freelancer brought. */
  webhook: (accountId: string) => to(`/api/webhooks/resend/${accountId}`),
  /** The whole address of a path that is known already. */
  page: to,
};
