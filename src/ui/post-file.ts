export type Posted = { status: number; body: Record<string, unknown> };

/**
 * Sends one file as it is, and returns the JSON that comes back; `{}` where something on the way answered instead. Told
 * on the way which part has gone, from 0 to 1. Rejects where the connection is lost. By XMLHttpRequest, since fetch
 * tells nothing of what has been sent.
 */
export function postFile(
  to: string,
  file: File,
  onProgress: (part: number) => void,
): { done: Promise<Posted>; stop: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Posted>((posted, lost) => {
    request.open("POST", to);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => posted({ status: request.status, body: jsonIn(request.responseText) });
    request.onerror = () => lost(new Error("The connection was lost."));
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}

function jsonIn(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
