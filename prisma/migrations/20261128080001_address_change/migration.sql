-- A new address to sign in with, until its owner confirms it by a link.
CREATE TABLE "AddressChange" (
    "userId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AddressChange_pkey" PRIMARY KEY ("userId"),
    CONSTRAINT "AddressChange_userId_fkey" FOREIGN KEY ("userId")
      REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "AddressChange_token_key" ON "AddressChange"("token");
CREATE INDEX "AddressChange_expires_idx" ON "AddressChange"("expires");
