import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort, until } from "./stack";

export const PASSWORD = "the password of the mailbox";
export const USER = "studio@example.com";

/**
 * A real Dovecot with one mailbox, read by IMAP on this machine alone. `deliver` puts an email into it as a mail server
 * does; `renumber` has it number its emails anew.
 */
export async function startDovecot() {
  const program = process.env.DOVECOT_PATH ?? "/usr/sbin/dovecot";
  if (!existsSync(program))
    throw new Error("DOVECOT_PATH is missing: run the tests through npm test, which finds it.");
  const folder = mkdtempSync(join(tmpdir(), "uptomark-dovecot-"));
  // It drops root's rights by itself, and asks for a user that is not root.
  const user = process.getuid?.() === 0 ? "nobody" : userInfo().username;
  const port = await freePort();
  const maildir = join(folder, "mail");
  for (const one of ["", "cur", "new", "tmp"]) mkdirSync(join(maildir, one));
  writeFileSync(join(folder, "users"), `${USER}:{PLAIN}${PASSWORD}::::::\n`);
  writeFileSync(join(folder, "conf"), configuration(folder, port, user));
  if (user === "nobody") {
    chmodSync(folder, 0o755);
    execFileSync("chown", ["-R", "nobody", maildir, join(folder, "users")]);
  }
  const start = async () => {
    const child = spawn(program, ["-F", "-c", join(folder, "conf")], {
      stdio: ["ignore", "ignore", "inherit"],
      detached: true,
    });
    await until(
      () => answers(port),
      () => `Dovecot did not begin (${child.exitCode}).`,
    );
    return child;
  };
  let child = await start();
  const end = async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    // Those that serve a connection may outlive it for a while.
    try {
      process.kill(-child.pid!, "SIGKILL");
    } catch {
      // None is left.
    }
  };
  return {
    port,
    env: {
      IMAP_HOST: "127.0.0.1",
      IMAP_PORT: `${port}`,
      IMAP_TLS: "none",
      IMAP_USER: USER,
      IMAP_PASSWORD: PASSWORD,
    },
    deliver(raw: Buffer) {
      const name = `${Date.now()}.${randomUUID()}.here`;
      writeFileSync(join(maildir, "tmp", name), raw);
      if (user === "nobody") execFileSync("chown", ["nobody", join(maildir, "tmp", name)]);
      renameSync(join(maildir, "tmp", name), join(maildir, "new", name));
    },
    /** The emails that nobody has read or moved there. */
    unread: () =>
      readdirSync(join(maildir, "new")).map((name) =>
        readFileSync(join(maildir, "new", name), "utf8"),
      ),
    /** Deletes them all, as its owner does in another program. */
    empty() {
      for (const part of ["new", "cur"])
        for (const name of readdirSync(join(maildir, part))) rmSync(join(maildir, part, name));
    },
    /** Its lists of what it has numbered are gone, as after a move of the mailbox to another server. */
    async renumber() {
      await end();
      for (const one of [
        "dovecot-uidlist",
        "dovecot.index",
        "dovecot.index.log",
        "dovecot.index.cache",
      ])
        rmSync(join(maildir, one), { force: true });
      child = await start();
    },
    end,
    async startAgain() {
      child = await start();
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Dovecot = Awaited<ReturnType<typeof startDovecot>>;

function configuration(folder: string, port: number, user: string): string {
  return `
protocols = imap
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_login_user = ${user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${folder}/mail
maildir_stat_dirs = yes
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${user} gid=${user === "nobody" ? "nogroup" : userInfo().gid} home=${folder}/mail
}
`;
}

/** Whether the server greets. */
function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    const end = (isThere: boolean) => (socket.destroy(), done(isThere));
    socket.once("data", () => end(true));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });
}
