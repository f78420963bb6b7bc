-- Passkeys: the public halves, and the challenges that are asked of them, each for a few minutes.
CREATE TABLE "Passkey" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "credentialId" TEXT NOT NULL,
    "publicKey" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "isSyncable" BOOLEAN NOT NULL,
    "isBackedUp" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Passkey_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Passkey_userId_fkey" FOREIGN KEY ("userId")
      REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey"("credentialId");
CREATE INDEX "Passkey_userId_addedAt_idx" ON "Passkey"("userId", "addedAt");

CREATE TABLE "PasskeyChallenge" (
    "token" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "sessionId" UUID,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PasskeyChallenge_pkey" PRIMARY KEY ("token"),
    CONSTRAINT "PasskeyChallenge_sessionId_fkey" FOREIGN KEY ("sessionId")
      REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "PasskeyChallenge_sessionId_idx" ON "PasskeyChallenge"("sessionId");
CREATE INDEX "PasskeyChallenge_expires_idx" ON "PasskeyChallenge"("expires");
