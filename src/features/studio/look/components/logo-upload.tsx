"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fill } from "@/language/plain";
import { FileChoice, FileProblem } from "@/ui/file-choice";
import { postFile } from "@/ui/post-file";

type LogoUploadProps = {
  words: { choose: string; logoHint: string; sending: string; sent: string; lost: string };
  /** What is larger is refused before it is sent. */
  most: { bytes: number; sentence: string };
};

type State = { sending?: string; problem?: string; isSent?: boolean };

/** Sends the file that a logo is made of, as soon as it is chosen. */
export function LogoUpload({ words, most }: LogoUploadProps) {
  const router = useRouter();
  const [{ sending, problem, isSent }, setState] = useState<State>({});
  const send = async (file: File) => {
    if (file.size > most.bytes) return setState({ problem: most.sentence });
    setState({ sending: file.name });
    try {
      const { status, body } = await postFile("/api/logo", file, () => undefined).done;
      if (status !== 200)
        return setState({ problem: typeof body.message === "string" ? body.message : words.lost });
      setState({ isSent: true });
      router.refresh();
    } catch {
      setState({ problem: words.lost });
    }
  };
  return (
    <div className="grid gap-1.5">
      <FileChoice
        label={words.choose}
        accept="image/png,image/jpeg,image/webp"
        disabled={sending !== undefined}
        onChoose={send}
      />
      <p className="text-sm text-muted">{words.logoHint}</p>
      <div role="status">
        {sending ? <p className="text-muted">{fill(words.sending, { name: sending })}</p> : null}
        {isSent ? <p className="text-muted">✓ {words.sent}</p> : null}
      </div>
      {problem ? <FileProblem>{problem}</FileProblem> : null}
    </div>
  );
}
