import type { ReactNode } from "react";

/** The status page brings its own `<html>`. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children;
}
